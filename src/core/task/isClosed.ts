import type { ClosedTask, Task } from './task';

export function isClosed(task: Task): task is ClosedTask {
  return task.closing !== null;
}

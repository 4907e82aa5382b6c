import type { Workbench } from './workbench';

/** Starts a task without an estimate; it becomes the window's current one. */
export async function startTask(workbench: Workbench, title: string): Promise<void> {
  await workbench.runCommand('Leverage Record: Start Task');
  await describeTask(workbench, title);
  await workbench.statusBar.item('status').untilText(title);
}

/** Answers what is asked where something starts a task: a description, and no estimate yet. */
export async function describeTask({ quickInput }: Workbench, title: string): Promise<void> {
  await quickInput.waitFor('Start Task');
  await quickInput.type(title);
  await quickInput.accept();
  await quickInput.waitFor('Leave empty to estimate later');
  await quickInput.accept();
}

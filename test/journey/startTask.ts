import type { Workbench } from './workbench';

/** Starts a task without an estimate; it becomes the window's current one. */
export async function startTask(workbench: Workbench, title: string): Promise<void> {
  const { quickInput, statusBar } = workbench;
  await workbench.runCommand('Leverage Record: Start Task');
  await quickInput.waitFor('Start Task');
  await quickInput.type(title);
  await quickInput.accept();
  await quickInput.waitFor('Empty means later');
  await quickInput.accept();
  await statusBar.item('status').untilText(title);
}

import type { ExportOptions } from '../../core/exchange/writing/publishedRecord';
import type { ClosedTask } from '../../core/task/task';
import type { CommandEnvironment } from './commandEnvironment';
import type { GivenOptions } from './commandOptions';
import { UsageError } from './usageError';

export const privacyOptions = { 'include-private': 'boolean', 'exclude-private': 'boolean' } as const;

/** Tasks in ignored folders are left out as private ones are. */
export function remarkIgnored(leftOut: readonly ClosedTask[], environment: CommandEnvironment): void {
  const count = leftOut.filter((task) => !task.private).length;
  if (count > 0) {
    environment.remark(
      `${count === 1 ? '1 task in an ignored folder is' : `${count} tasks in ignored folders are`} left out. Use --include-private to include them.`,
    );
  }
}

/** As the switches say, or else by format: published ones leave out private tasks. */
export function privacyOf(options: GivenOptions, isForPublishing: boolean): ExportOptions {
  if (options.isOn('include-private') && options.isOn('exclude-private')) {
    throw new UsageError('--include-private and --exclude-private contradict each other. Give one of them.');
  }
  return {
    includePrivate: options.isOn('include-private') || (!isForPublishing && !options.isOn('exclude-private')),
  };
}

export function remarkPrivate(
  tasks: readonly ClosedTask[],
  { includePrivate }: ExportOptions,
  environment: CommandEnvironment,
): void {
  const count = tasks.filter((task) => task.private).length;
  if (count === 0) {
    return;
  }
  const tasksAre = count === 1 ? '1 private task is' : `${count} private tasks are`;
  environment.remark(
    includePrivate
      ? `${tasksAre} included. Use --exclude-private to leave out private tasks.`
      : `${tasksAre} left out. Use --include-private to include private tasks.`,
  );
}

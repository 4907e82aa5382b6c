import { basename } from 'node:path';
import type { Change } from '../core/task/change';
import { importChanges, takeOverChanges } from '../core/exchange/importChanges';
import type { ExistingTasks } from '../core/exchange/findRows';
import { parseColumnChoice } from '../core/exchange/columnChoice';
import { planImport, type ImportPlan } from '../core/exchange/planImport';
import { latestDay } from '../core/days/day';
import { formatCount } from '../core/record/format';
import { parseDay } from '../core/typed/parseDay';
import { isClosed, taskFieldsSchema, type ClosedTask } from '../core/task/task';
import { UserError } from '../core/userError';
import type { CommandEnvironment } from './commandEnvironment';
import { dayOptions, readOptions, todayOf, understood } from './commandOptions';
import { importedText } from './importedText';
import { UsageError } from './usageError';
import { withRecord } from './withRecord';

const kinds = { ...dayOptions, 'dry-run': 'boolean', update: 'boolean', column: 'strings' } as const;

/** Adds the tasks of all files in one action, or none. */
export async function importCommand(
  args: readonly string[],
  environment: CommandEnvironment,
): Promise<number> {
  const options = readOptions('import', args, kinds, true);
  // An empty name comes from a variable of a script that is not set.
  if (options.files.length === 0 || options.files.includes('')) {
    throw new UsageError('No file is named. See leverage-record import --help.');
  }
  const today = todayOf(options, environment);
  const dayText = options.text('day');
  const day = dayText === undefined ? undefined : understood('day', parseDay(dayText, today));
  const texts = await readFiles(options.files, environment);
  const isDryRun = options.isOn('dry-run');
  const takesOver = options.isOn('update');
  const columns = new Map(
    options.texts('column').map((text) => {
      const { heading, column } = understood('column', parseColumnChoice(text));
      return [heading, column] as const;
    }),
  );
  return withRecord(options, environment, isDryRun ? 'read' : 'write', async (record) => {
    let changes: readonly Change[] = [];
    const plans: { readonly file: string; readonly plan: ImportPlan }[] = [];
    for (const { file, text } of texts) {
      const plan = planFile(
        file,
        text,
        { today, day, latest: latestDay(environment.now()), columns },
        withAdded(record, changes),
      );
      plans.push({ file, plan });
      const added = importChanges(plan, environment.now(), environment.zone);
      const takenOver = takesOver ? takeOverChanges(plan, environment.now(), record) : [];
      changes = changes.concat(added, takenOver);
    }
    if (changes.length > 0 && !isDryRun) {
      await record.append(changes);
    }
    for (const { file, plan } of plans) {
      report(file, plan, { day, isDryRun, takesOver }, environment);
    }
    return plans.some(({ plan }) => plan.unreadable.length > 0) ? 1 : 0;
  });
}

async function readFiles(files: readonly string[], environment: CommandEnvironment) {
  const texts: { readonly file: string; readonly text: string }[] = [];
  for (const file of files) {
    texts.push({ file, text: await importedText(file, environment) });
  }
  return texts;
}

function planFile(
  file: string,
  text: string,
  days: Parameters<typeof planImport>[2],
  existing: ExistingTasks,
) {
  try {
    return planImport(text, file === '-' ? '' : basename(file), days, existing);
  } catch (error) {
    throw error instanceof UserError
      ? new UserError(`${file}: ${error.message} Nothing was imported.`, { cause: error })
      : error;
  }
}

const mostNamed = 100;

/** The record as it will be after the changes, so that two files with the same tasks add them once. */
function withAdded(existing: ExistingTasks, changes: readonly Change[]): ExistingTasks {
  const added = changes.flatMap((change): ClosedTask[] => {
    const fields = change.kind === 'set' ? taskFieldsSchema.safeParse(change.fields).data : undefined;
    const task = fields && { id: change.id, ...fields };
    return task && isClosed(task) ? [task] : [];
  });
  const byId = new Map(added.map((task) => [task.id, task]));
  const byKey = new Map(added.map((task) => [task.importKey, task]));
  return {
    task: (id) => byId.get(id) ?? existing.task(id),
    tasksByImportKeys(keys) {
      const found = new Map(existing.tasksByImportKeys(keys));
      for (const key of keys) {
        const task = byKey.get(key);
        if (task !== undefined) {
          found.set(key, { task, deleted: false });
        }
      }
      return found;
    },
    closedTasks: (day) => [...existing.closedTasks(day), ...added.filter((task) => task.closing.day === day)],
  };
}

interface ReportOptions {
  readonly day: string | undefined;
  readonly isDryRun: boolean;
  readonly takesOver: boolean;
}

function report(
  file: string,
  plan: ImportPlan,
  { day, isDryRun, takesOver }: ReportOptions,
  environment: CommandEnvironment,
): void {
  for (const note of plan.notes) {
    environment.remark(`${file}: ${note}`);
  }
  for (const warning of plan.warnings) {
    environment.remark(`${file}: ${warning}`);
  }
  const otherDays = new Set(
    [...plan.rows, ...plan.alreadyThere, ...plan.differing, ...plan.deleted]
      .map((row) => row.day)
      .filter((each) => each !== day),
  );
  if (day !== undefined && otherDays.size > 0) {
    environment.remark(
      `${file}: names its own day, ${[...otherDays].sort().join(', ')}, so --day was not used there.`,
    );
  }
  for (const row of plan.unreadable) {
    // JSON has no line a task; its tasks are counted.
    const place = plan.format === 'json' ? ` task ${row.line}` : `${row.line}`;
    environment.remark(`${file}:${place}: ${row.reason} This row was left out.`);
  }
  if (plan.deleted.length > 0) {
    const which = plan.deleted.length === 1 ? '1 task was' : `${formatCount(plan.deleted.length)} tasks were`;
    environment.remark(
      `${file}: ${which} imported before and deleted since; Import Record in the editor can bring that back.`,
    );
  }
  for (const { line, title } of plan.differing.slice(0, mostNamed)) {
    const done = takesOver
      ? isDryRun
        ? 'would be updated'
        : 'was updated'
      : 'was left as it is; --update takes the figures of the file over';
    environment.remark(
      `${file}:${line}: “${title.slice(0, 60)}” differs from what is in the record and ${done}.`,
    );
  }
  if (plan.differing.length > mostNamed) {
    environment.remark(
      `${file}: ${formatCount(plan.differing.length - mostNamed)} more tasks differ from what is in the record.`,
    );
  }
  const there = plan.alreadyThere.length + plan.deleted.length + plan.differing.length;
  const added = plan.rows.length === 1 ? '1 task' : `${formatCount(plan.rows.length)} tasks`;
  environment.print(
    `${file}: ${added} ${isDryRun ? 'would be added' : 'added'}, ${formatCount(there)} already there, ${formatCount(plan.unreadable.length)} unreadable`,
  );
}

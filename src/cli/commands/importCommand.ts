import { basename } from 'node:path';
import type { Change } from '../../core/task/change';
import { importChanges, takeOverChanges } from '../../core/exchange/importing/importChanges';
import type { ExistingTasks } from '../../core/exchange/importing/findRows';
import { parseColumnChoice } from '../../core/exchange/table/columnChoice';
import { planImport, type ImportPlan } from '../../core/exchange/importing/planImport';
import { latestDay } from '../../core/days/day';
import { formatCount } from '../../core/figures/format';
import { parseDay } from '../../core/typed/parseDay';
import { UserError } from '../../core/userError';
import { AddedTasks } from './addedTasks';
import type { CommandEnvironment } from '../input/commandEnvironment';
import { readOptions, understood } from '../input/commandOptions';
import { dayOptions, todayOf } from '../input/dayOptions';
import { textOfFile } from '../input/textOfFile';
import { UsageError } from '../input/usageError';
import { withRecord } from '../record/withRecord';

const kinds = { ...dayOptions, 'dry-run': 'boolean', update: 'boolean', column: 'strings' } as const;

/** Adds the tasks of all files in one action, or none. */
export async function importCommand(
  args: readonly string[],
  environment: CommandEnvironment,
): Promise<number> {
  const options = readOptions('import', args, kinds, true);
  // An empty name comes from an unset variable in a script.
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
    const changes: Change[] = [];
    const plans: { readonly file: string; readonly plan: ImportPlan }[] = [];
    const existing = new AddedTasks(record);
    for (const [index, { file, text }] of texts.entries()) {
      const plan = planFile(
        file,
        text,
        { today, day, latest: latestDay(environment.now()), columns },
        existing,
      );
      plans.push({ file, plan });
      const isLast = index === texts.length - 1;
      if (isDryRun && isLast) {
        break;
      }
      const added = importChanges(plan, environment.now(), environment.zone);
      const takenOver = takesOver ? takeOverChanges(plan, environment.now(), record) : [];
      for (const change of [...added, ...takenOver]) {
        changes.push(change);
      }
      if (!isLast) {
        existing.add(added);
      }
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
    texts.push({ file, text: await textOfFile(file, environment, 'Nothing was imported.') });
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
      `${file}: has its own day, ${[...otherDays].sort().join(', ')}, so --day wasn't used for it.`,
    );
  }
  for (const row of plan.unreadable) {
    // JSON doesn't have a line per task, so its tasks are counted.
    const place = plan.format === 'json' ? ` task ${row.line}` : `${row.line}`;
    environment.remark(`${file}:${place}: ${row.reason} This row was skipped.`);
  }
  if (plan.deleted.length > 0) {
    const which = plan.deleted.length === 1 ? '1 task was' : `${formatCount(plan.deleted.length)} tasks were`;
    environment.remark(
      `${file}: ${which} imported before and deleted since; use Import Record in the editor to restore.`,
    );
  }
  for (const { line, title } of plan.differing.slice(0, mostNamed)) {
    const done = takesOver
      ? isDryRun
        ? 'would be updated'
        : 'was updated'
      : 'was left unchanged; use --update to take the figures from the file';
    environment.remark(`${file}:${line}: “${title.slice(0, 60)}” differs from the record and ${done}.`);
  }
  if (plan.differing.length > mostNamed) {
    environment.remark(
      `${file}: ${formatCount(plan.differing.length - mostNamed)} more tasks differ from the record.`,
    );
  }
  const there = plan.alreadyThere.length + plan.deleted.length + plan.differing.length;
  const added = plan.rows.length === 1 ? '1 task' : `${formatCount(plan.rows.length)} tasks`;
  environment.print(
    `${file}: ${added} ${isDryRun ? 'would be added' : 'added'}, ${formatCount(there)} already there, ${formatCount(plan.unreadable.length)} unreadable`,
  );
}

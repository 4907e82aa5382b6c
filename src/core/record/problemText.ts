import { formatCount } from '../figures/format';
import type { Texts } from '../texts/texts';
import type { DatabaseDamage, FileProblem, LineProblem, StoreProblem } from './storeProblem';

/** A problem on a line of its own: the file, and the sentences about it. */
export function problemLine({ file, problem }: StoreProblem, l10n: Texts): string {
  return `${file}: ${problemText(problem, l10n)}`;
}

/** The sentences about a problem, in the language of the given texts. */
export function problemText(problem: FileProblem, l10n: Texts): string {
  switch (problem.kind) {
    case 'entryTorn':
      return l10n.t('The last entry was cut off before it was stored and was left out.');
    case 'fileReadAgain':
      return readAgainText(problem.change, l10n);
    case 'fileUnreadable':
      return l10n.t("The file can't be read ({0}).", problem.why);
    case 'entriesUnreadable':
      return l10n.t("It can't be read ({0}), so its entries are missing. Allow reading it.", problem.why);
    case 'otherKind':
      return problem.expected === 'file'
        ? l10n.t("It isn't a file, so its entries are missing. Put the file back.")
        : l10n.t("It isn't a folder, so its entries are missing. Put the folder back.");
    case 'entriesLost':
      return lossText(problem, l10n);
    case 'databaseDamaged':
      return `${damageText(problem.damage, l10n)} ${l10n.t('It was rebuilt from the journal.')}`;
    case 'databaseForeign':
      return `${l10n.t("It isn't a Leverage Record database.")} ${replacementText(problem.keptAs, l10n)}`;
    case 'changeNotShown':
      return l10n.t(
        "The latest change can't be shown ({0}). It is stored; reload the window to see it.",
        problem.why,
      );
    case 'rowLeftOut':
      return l10n.t('An entry ({0} {1}) has an invalid value and is left out.', problem.entity, problem.id);
    case 'newerChanges':
      return newerText(problem.count, l10n);
    case 'tasksInFuture':
      return futureText(problem, l10n);
    case 'furtherDamage':
      return problem.count === 1
        ? l10n.t('1 more place is damaged.')
        : l10n.t('{0} more places are damaged.', formatCount(problem.count));
    default:
      return lineText(problem, l10n);
  }
}

function lineText(problem: LineProblem, l10n: Texts): string {
  const { line } = problem;
  switch (problem.kind) {
    case 'lineTooLong':
      return l10n.t('Line {0} at byte {1} is too long and was left out.', line, problem.byte);
    case 'lineDamaged':
      return l10n.t("Line {0} is damaged; what can't be read was left out.", line);
    case 'lineWrong':
      return l10n.t("Line {0} has a value that can't be right ({1}) and was left out.", line, problem.value);
    case 'linesMissing':
      return problem.count === 1
        ? l10n.t(
            'At line {0}, 1 line before it is missing, with everything recorded in it. Restore the file from a backup, if there is one.',
            line,
          )
        : l10n.t(
            'At line {0}, {1} lines before it are missing, with everything recorded in them. Restore the file from a backup, if there is one.',
            line,
            formatCount(problem.count),
          );
    case 'entryEndMissing':
      return l10n.t(
        'At line {0}, the end of the entry before it is missing. Restore the file from a backup, if there is one.',
        line,
      );
    case 'lineAhead':
      return l10n.t('Line {0} is dated more than a day ahead, so its time was ignored.', line);
  }
}

function readAgainText(change: 'shorter' | 'replaced', l10n: Texts): string {
  return change === 'shorter'
    ? l10n.t('The file is shorter than before. It was read again; its earlier entries are kept for now.')
    : l10n.t('The file was replaced by another. It was read again; its earlier entries are kept for now.');
}

function lossText({ change, keptAs }: Extract<FileProblem, { kind: 'entriesLost' }>, l10n: Texts): string {
  const kept =
    keptAs === undefined ? '' : ` ${l10n.t('A database that still has them was kept as {0}.', keptAs)}`;
  switch (change) {
    case 'gone':
      return `${l10n.t('The file is gone, so its earlier entries are missing. Restore it from a backup.')}${kept}`;
    case 'shorter':
      return `${l10n.t('The file is shorter than before, so its earlier entries are missing. Restore it from a backup.')}${kept}`;
    case 'replaced':
      return `${l10n.t('The file was replaced by another, so its earlier entries are missing. Restore it from a backup.')}${kept}`;
  }
}

function damageText(damage: DatabaseDamage, l10n: Texts): string {
  switch (damage.kind) {
    case 'unreadable':
      return l10n.t("It can't be read ({0}).", damage.why);
    case 'empty':
      return l10n.t('It is empty.');
    case 'changed':
      return l10n.t('It has changed since it was written.');
    case 'inconsistent':
      return l10n.t('It is damaged.');
  }
}

function replacementText(keptAs: string | undefined, l10n: Texts): string {
  return keptAs === undefined
    ? l10n.t('The journal was read instead.')
    : l10n.t('It was kept as {0} and a new one is being built from the journal.', keptAs);
}

function newerText(count: number, l10n: Texts): string {
  return count === 1
    ? l10n.t(
        "1 change was written by a newer version of Leverage Record and isn't shown here, or only in part. Nothing is lost. Update the extension (or the command line) to see it.",
      )
    : l10n.t(
        "{0} changes were written by a newer version of Leverage Record and aren't shown here, or only in part. Nothing is lost. Update the extension (or the command line) to see them.",
        formatCount(count),
      );
}

function futureText(
  { count, firstDay }: Extract<FileProblem, { kind: 'tasksInFuture' }>,
  l10n: Texts,
): string {
  return count === 1
    ? l10n.t(
        '1 task is recorded on {0}, which is in the future: a clock was wrong. Check the clock, then move the task to the right day.',
        firstDay,
      )
    : l10n.t(
        '{0} tasks are recorded on future days, the first on {1}: a clock was wrong. Check the clock, then move them to the right day.',
        formatCount(count),
        firstDay,
      );
}

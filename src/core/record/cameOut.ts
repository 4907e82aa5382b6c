import * as l10n from '@vscode/l10n';
import { formatCount } from '../figures/format';
import type { Interval } from '../days/interval';
import type { CameOut } from '../task/task';

/** A commit is written a moment after the work it holds. */
const slackMs = 60_000;

/** The options of `git log` that `cameOutOf` reads. @param spans of the task's work, at least one */
export function gitLogOptions(spans: readonly Interval[]): readonly string[] {
  const start = spans.reduce((first, span) => Math.min(first, span.start), Number.MAX_SAFE_INTEGER);
  const end = spans.reduce((last, span) => Math.max(last, span.end), 0) + slackMs;
  return [
    '--no-merges',
    '--no-renames',
    '--numstat',
    '-z',
    '--format=%x01%ct',
    `--since=@${Math.floor(start / 1000)}`,
    `--until=@${Math.ceil(end / 1000)}`,
  ];
}

/** Sums up the commits of a log that were made while the task was worked on. */
export function cameOutOf(log: string, spans: readonly Interval[]): CameOut {
  const files = new Set<string>();
  let [commits, added, removed] = [0, 0, 0];
  for (const commit of log.split('\u0001').slice(1)) {
    const [head = '', ...changes] = commit.split('\0');
    const at = Number.parseInt(head, 10) * 1000;
    if (!spans.some(({ start, end }) => at + 999 >= start && at <= end + slackMs)) {
      continue;
    }
    commits += 1;
    for (const change of changes) {
      const [plus = '', minus = '', ...name] = change.trim().split('\t');
      if (name.length > 0) {
        files.add(name.join('\t'));
        added += lines(plus);
        removed += lines(minus);
      }
    }
  }
  return { commits, files: files.size, added, removed };
}

/** `3 commits · 12 files · +340 −120 lines`; undefined if nothing came out. */
export function cameOutText({ commits, files, added, removed }: CameOut): string | undefined {
  return commits === 0
    ? undefined
    : [
        commits === 1 ? l10n.t('1 commit') : l10n.t('{0} commits', formatCount(commits)),
        files === 1 ? l10n.t('1 file') : l10n.t('{0} files', formatCount(files)),
        l10n.t('+{0} −{1} lines', formatCount(added), formatCount(removed)),
      ].join(' · ');
}

/** `-` for a binary file. */
function lines(text: string): number {
  return /^\d{1,9}$/u.test(text) ? Number.parseInt(text, 10) : 0;
}

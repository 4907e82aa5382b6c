import * as l10n from '@vscode/l10n';
import { recordedMinutes } from '../../task/closing';
import { formatCount, formatMinutes } from '../../figures/format';
import { parseTitle } from '../../typed/parseTitle';
import { totalTokens } from '../../task/tokens';
import { skipText } from './skipText';
import type { HookSilence } from '../hooks/hookSilence';
import type { InboxItem } from './inbox';
import type { PartFigures, TranscriptStatus, TranscriptSummary } from '../source/transcriptSource';

/** Length of a first line in a title. */
const longestLine = 200;

/** `2 turns · 34 min · waited 5 min · 1,234 tokens`; waits for the user only from a minute up. */
export function figuresText({ turns, aiMs, attentionMs, tokens }: PartFigures): string {
  const total = totalTokens(tokens);
  const waited = Math.floor(attentionMs / 60_000);
  return [
    turns === 1 ? l10n.t('1 turn') : l10n.t('{0} turns', formatCount(turns)),
    formatMinutes(recordedMinutes(aiMs)),
    ...(waited > 0 ? [l10n.t('waited {0}', formatMinutes(waited))] : []),
    ...(total > 0 ? [total === 1 ? l10n.t('1 token') : l10n.t('{0} tokens', formatCount(total))] : []),
  ].join(' · ');
}

/** What happened to the files of a session that is kept as it was read; null if they are complete. */
export function keptText({ kept }: Pick<TranscriptSummary, 'kept'>): string | null {
  return kept === undefined
    ? null
    : kept === 'all'
      ? l10n.t('transcript gone, kept as read')
      : l10n.t('transcript cut, kept as read');
}

/** The last part of a path of any system, or words for none. */
export function folderName(folder: string | null): string {
  if (folder === null) {
    return l10n.t('no folder');
  }
  // Outside Windows a backslash is a character of a name.
  const parts = folder.startsWith('/') ? folder.split('/') : folder.split(/[\\/]/);
  return parts.findLast((part) => part !== '') ?? folder;
}

/** A title that needs no editing: the folder and the first prompt, or the agent and the time. */
export function proposedTitle(items: readonly InboxItem[]): string {
  const oldest = items.toSorted((a, b) => a.start - b.start);
  const folders = new Set(oldest.flatMap(({ session }) => session.folder ?? []));
  const place = [...folders].map(folderName).join(', ');
  const line = oldest.map(({ session }) => session.firstLine?.trim() ?? '').find((each) => each !== '');
  const agents = [...new Set(oldest.map(({ session }) => session.agent))].join(', ');
  const what = line?.slice(0, longestLine) ?? `${agents}, ${oldest.at(-1)?.day ?? ''}`;
  const title = parseTitle(place === '' ? what : `${place}: ${what}`);
  return title.ok ? title.value : agents;
}

/** The parts of the transcripts that were left out, in words; null if all were read. */
export function skippedText(status: TranscriptStatus): string | null {
  if (status.kind !== 'ready') {
    return null;
  }
  const parts = status.skipped
    .filter(({ count }) => count > 0)
    .map(({ reason, count }) => `${formatCount(count)} × ${skipText(reason)}`);
  return parts.length === 0 ? null : l10n.t('Not read from the transcripts: {0}.', parts.join(', '));
}

/** Why sessions of Claude Code are not timed by its hooks, and what to do about it; null if they are. */
export function hooksText(silence: HookSilence | undefined): string | null {
  switch (silence) {
    case undefined:
      return null;
    case 'never':
      return l10n.t(
        'Claude Code has not called the hooks since they were installed, so its turns are timed from its transcripts. Restart its sessions; if this message stays, run Install Claude Code Hooks to see why.',
      );
    case 'stopped':
      return l10n.t(
        'Claude Code no longer calls the hooks, so its turns are timed from its transcripts. Run Install Claude Code Hooks to restore them or to see why.',
      );
    case 'endless':
      return l10n.t(
        'In some sessions, such as those of its VS Code extension, Claude Code does not call the hooks when a turn ends, so these are timed from their transcripts. Run it in a terminal to time it with hooks.',
      );
  }
}

/** The page's quiet note on how sessions were read. */
export function readingText(status: TranscriptStatus, silence: HookSilence | undefined): string | null {
  const sentences = [skippedText(status), hooksText(silence)].filter((each) => each !== null);
  return sentences.length === 0 ? null : sentences.join(' ');
}

/** Why the inbox is empty, and what to do about it. */
export function emptyInboxText(status: TranscriptStatus, any: boolean): string {
  switch (status.kind) {
    case 'starting':
      return l10n.t('Agent transcripts will be read in a moment.');
    case 'off':
      return l10n.t(
        'Reading agent transcripts is turned off. Turn it on in the settings to see sessions here.',
      );
    case 'reading':
      return status.ofFiles === 1
        ? l10n.t('Reading transcripts: {0} of 1 file.', formatCount(status.files))
        : l10n.t(
            'Reading transcripts: {0} of {1} files.',
            formatCount(status.files),
            formatCount(status.ofFiles),
          );
    case 'failed':
      return l10n.t('The transcripts could not be read. {0}', status.message);
    case 'ready':
      return any
        ? l10n.t('Every agent session belongs to a task or is ignored.')
        : l10n.t('No agent has left a transcript on this machine.');
  }
}

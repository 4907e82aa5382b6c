import { recordedMinutes } from '../task/closing';
import { formatCount, formatMinutes } from '../record/format';
import { parseTitle } from '../typed/parseTitle';
import { totalTokens } from '../task/tokens';
import type { HookSilence } from './hookSilence';
import type { InboxItem, PartFigures } from './inbox';
import type { TranscriptStatus, TranscriptSummary } from './transcriptSource';

/** Of a first line, in a title. */
const longestLine = 200;

/** `2 turns · 34 min · waited 5 min · 1,234 tokens`; the waiting, for its person, only where it comes to a minute. */
export function figuresText({ turns, aiMs, attentionMs, tokens }: PartFigures): string {
  const total = totalTokens(tokens);
  const waited = Math.floor(attentionMs / 60_000);
  return [
    counted(turns, 'turn'),
    formatMinutes(recordedMinutes(aiMs)),
    ...(waited > 0 ? [`waited ${formatMinutes(waited)}`] : []),
    ...(total > 0 ? [counted(total, 'token')] : []),
  ].join(' · ');
}

/** What became of the files of a session that is kept as it was read; nothing where they tell all of it. */
export function keptText({ kept }: Pick<TranscriptSummary, 'kept'>): string | null {
  return kept === undefined
    ? null
    : kept === 'all'
      ? 'transcript gone, kept as read'
      : 'transcript cut, kept as read';
}

/** The last part of a path of any system; `no folder` where the agent wrote none. */
export function folderName(folder: string | null): string {
  if (folder === null) {
    return 'no folder';
  }
  // Elsewhere than on Windows a backslash is a letter of a name.
  const parts = folder.startsWith('/') ? folder.split('/') : folder.split(/[\\/]/);
  return parts.findLast((part) => part !== '') ?? folder;
}

/** A title that a person can leave as it is: where it was and what was asked first, or who worked and when. */
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

/** What was left out of the transcripts, in words; nothing where all was read. */
export function skippedText(status: TranscriptStatus): string | null {
  if (status.kind !== 'ready') {
    return null;
  }
  const parts = status.skipped
    .filter(({ count }) => count > 0)
    .map(({ reason, count }) => `${formatCount(count)} × ${reason}`);
  return parts.length === 0 ? null : `Left out of the transcripts: ${parts.join(', ')}.`;
}

/** Why sessions of Claude Code are not timed by its hooks, and what to do about it; nothing where they are. */
export function hooksText(silence: HookSilence | undefined): string | null {
  switch (silence) {
    case undefined:
      return null;
    case 'never':
      return 'Claude Code has not called the hooks since they were installed, so its turns are timed by its transcripts. Start its sessions again; if this stays, Install Claude Code Hooks says what is in the way.';
    case 'stopped':
      return 'Claude Code no longer calls the hooks, so its turns are timed by its transcripts. Install Claude Code Hooks puts them back, or says what is in the way.';
    case 'endless':
      return 'In some sessions Claude Code does not call the hooks when a turn ends, as in its own VS Code extension, so these are timed by their transcripts. Run it in a terminal to time it by hooks.';
  }
}

/** What a page says quietly of how sessions were read. */
export function readingText(status: TranscriptStatus, silence: HookSilence | undefined): string | null {
  const sentences = [skippedText(status), hooksText(silence)].filter((each) => each !== null);
  return sentences.length === 0 ? null : sentences.join(' ');
}

/** Why the inbox is empty, and what to do about it. */
export function emptyInboxText(status: TranscriptStatus, any: boolean): string {
  switch (status.kind) {
    case 'starting':
      return 'Transcripts of agents will be read in a moment.';
    case 'off':
      return 'Transcripts of agents are not read. Turn them on in the settings to see sessions here.';
    case 'reading':
      return `Reading transcripts: ${formatCount(status.files)} of ${counted(status.ofFiles, 'file')}.`;
    case 'failed':
      return `The transcripts could not be read. ${status.message}`;
    case 'ready':
      return any
        ? 'Every agent session belongs to a task or is ignored.'
        : 'No agent has left a transcript on this machine.';
  }
}

function counted(count: number, thing: string): string {
  return `${formatCount(count)} ${thing}${count === 1 ? '' : 's'}`;
}

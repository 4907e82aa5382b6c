import type { InboxSessionView, InboxView } from '../../core/page/protocol';
import type { HookSilence } from '../../core/transcript/hooks/hookSilence';
import type { InboxItem } from '../../core/transcript/inbox/inbox';
import { emptyInboxText, figuresText, keptText, readingText } from '../../core/transcript/inbox/inboxText';
import type { TranscriptStatus } from '../../core/transcript/source/transcriptSource';
import type { TimeLabels } from './timeLabels';

interface ShownInbox {
  readonly status: TranscriptStatus;
  readonly items: readonly InboxItem[];
  readonly ignoredFolders: readonly string[];
  readonly hasSessions: boolean;
  readonly hookSilence: HookSilence | undefined;
}

/** A page with thousands of sessions would be slow, and nobody reads them; each day shows all of its own. */
const mostShown = 100;

/**
 * The inbox as the pages show it: the newest sessions and those of the shown day.
 * @param known what was worded before with the same labels
 */
export function inboxView(
  inbox: ShownInbox,
  day: string,
  labels: TimeLabels,
  known = new WeakMap<InboxItem, InboxSessionView>(),
): InboxView {
  const { status, items, ignoredFolders, hasSessions, hookSilence } = inbox;
  return {
    count: items.length,
    sessions: items
      .filter((item, index) => index < mostShown || item.day === day)
      .map((item) => {
        const view = known.get(item) ?? sessionView(item, labels);
        known.set(item, view);
        return view;
      }),
    notice: noticeOf(status, items.length, hasSessions),
    skipped: readingText(status, hookSilence),
    canScan: status.kind !== 'off',
    ignoredFolders: [...ignoredFolders],
  };
}

function noticeOf(status: TranscriptStatus, count: number, hasSessions: boolean): string | null {
  return count === 0 || status.kind !== 'ready' ? emptyInboxText(status, hasSessions) : null;
}

function sessionView(item: InboxItem, { days, clock }: TimeLabels): InboxSessionView {
  const { id, session, day, start, end, whole } = item;
  const { agent, folder, firstLine, automated, live } = session;
  return {
    id,
    agent,
    folder,
    day,
    dayLabel: days.of(day),
    start,
    end,
    timeLabel: clock.range(start, end),
    figures: [figuresText(item), keptText(session) ?? []].flat().join(' · '),
    firstLine,
    automated,
    rest: !whole,
    working: live?.state === 'busy',
  };
}

import type { InboxSessionView, InboxView } from '../core/protocol';
import type { InboxItem } from '../core/transcript/inbox';
import { emptyInboxText, figuresText, skippedText } from '../core/transcript/inboxText';
import type { TranscriptStatus } from '../core/transcript/transcriptSource';

interface ShownInbox {
  readonly status: TranscriptStatus;
  readonly items: readonly InboxItem[];
  readonly ignoredFolders: readonly string[];
  readonly hasSessions: boolean;
}

interface ShownFor {
  readonly day: string;
  readonly dayLabel: (day: string) => string;
  readonly zone: string;
}

/** A page with thousands of sessions would be slow, and nobody reads them; each day shows all of its own. */
const mostShown = 200;

/** The inbox as the pages show it: the newest sessions and those of the shown day. */
export function inboxView(inbox: ShownInbox, { day, dayLabel, zone }: ShownFor): InboxView {
  const { status, items, ignoredFolders, hasSessions } = inbox;
  const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: zone });
  const labels = new Map<string, string>();
  const labelOf = (each: string): string => {
    const label = labels.get(each) ?? dayLabel(each);
    labels.set(each, label);
    return label;
  };
  return {
    count: items.length,
    sessions: items
      .filter((item, index) => index < mostShown || item.day === day)
      .map((item) => sessionView(item, labelOf(item.day), clock)),
    notice: noticeOf(status, items.length, hasSessions),
    skipped: skippedText(status),
    canScan: status.kind !== 'off',
    ignoredFolders: [...ignoredFolders],
  };
}

function noticeOf(status: TranscriptStatus, count: number, hasSessions: boolean): string | null {
  return count === 0 || status.kind !== 'ready' ? emptyInboxText(status, hasSessions) : null;
}

function sessionView(item: InboxItem, dayLabel: string, clock: Intl.DateTimeFormat): InboxSessionView {
  const { id, session, day, start, end, whole } = item;
  const { agent, folder, firstLine, automated, live } = session;
  return {
    id,
    agent,
    folder,
    day,
    dayLabel,
    start,
    end,
    timeLabel: timeLabel(start, end, clock),
    figures: figuresText(item),
    firstLine,
    automated,
    rest: !whole,
    working: live?.state === 'busy',
  };
}

export function timeLabel(start: number, end: number, clock: Intl.DateTimeFormat): string {
  const [from, to] = [clock.format(start), clock.format(end)];
  return from === to ? from : `${from} – ${to}`;
}

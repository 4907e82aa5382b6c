import * as l10n from '@vscode/l10n';
import type { InboxItem } from '../../../core/transcript/inbox/inbox';
import { emptyInboxText, figuresText, folderName } from '../../../core/transcript/inbox/inboxText';
import { UserError } from '../../../core/userError';
import { ClockLabels } from '../../inbox/timeLabels';
import { pickMany } from '../../quickInput/pickMany';
import type { ChoiceGroup } from '../../quickInput/pickOne';
import type { CommandDeps } from '../deps/commandDeps';

type PickingDeps = Pick<CommandDeps, 'inbox' | 'settings'>;

/**
 * Sessions that the user selects, newest day first. @returns undefined if they left or selected none.
 * @throws {UserError} if there is none, with the reason.
 */
export async function pickInbox(
  deps: PickingDeps,
  title: string,
  items: readonly InboxItem[] = deps.inbox.items,
): Promise<readonly InboxItem[] | undefined> {
  const { inbox } = deps;
  if (items.length === 0) {
    throw new UserError(emptyInboxText(inbox.status, inbox.hasSessions));
  }
  const picked = await selectSessions(deps, title, items, []);
  return picked === undefined || picked.length === 0 ? undefined : picked;
}

/** @param selected ids of those selected at first. @returns undefined if the user left. */
export function selectSessions(
  { settings }: Pick<PickingDeps, 'settings'>,
  title: string,
  items: readonly InboxItem[],
  selected: readonly string[],
): Promise<readonly InboxItem[] | undefined> {
  const placeholder = l10n.t('Select the sessions, then press Enter');
  return pickMany(title, placeholder, groups(items, settings.timeZone), ({ id }) => selected.includes(id));
}

function groups(items: readonly InboxItem[], zone: string): ChoiceGroup<InboxItem>[] {
  const clock = new ClockLabels(zone);
  const byPlace = new Map<string, InboxItem[]>();
  for (const item of items) {
    const heading = `${item.day} · ${folderName(item.session.folder)}`;
    byPlace.set(heading, [...(byPlace.get(heading) ?? []), item]);
  }
  return [...byPlace].map(([heading, ofPlace]) => ({
    heading,
    choices: ofPlace.map((item) => {
      const { agent, firstLine, automated } = item.session;
      return {
        label: `${agent}, ${clock.range(item.start, item.end)}`,
        description: [figuresText(item), ...(automated ? [l10n.t('run by a program')] : [])].join(' · '),
        detail: firstLine ?? undefined,
        value: item,
      };
    }),
  }));
}

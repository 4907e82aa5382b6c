import * as l10n from '@vscode/l10n';
import { aiEvidenceOf, supervisionEvidenceOf } from '../../../core/task/closing';
import { dayOf } from '../../../core/days/day';
import { parseTitle } from '../../../core/typed/parseTitle';
import type { Measurement } from '../../../core/task/task';
import { totalTokens } from '../../../core/task/tokens';
import type { InboxItem } from '../../../core/transcript/inbox/inbox';
import { endForClosed, lastEnd, measurementOfParts } from '../../../core/transcript/inbox/inboxActions';
import { proposedTitle } from '../../../core/transcript/inbox/inboxText';
import type { FormDraft } from '../form/formDrafts';
import { askText } from '../../quickInput/askText';
import { pickOne } from '../../quickInput/pickOne';
import { valueOf } from '../task/closing/closingFigures';
import type { CommandDeps } from '../deps/commandDeps';
import { fieldText } from '../form/fieldText';
import { refuseRunning } from '../unassigned/runningInbox';
import { runTaskForm, type TaskFormContent } from '../form/taskForm';
import { estimateText, minutesText, namedFactorsText, tokensText } from '../task/taskText';
import { pastFigures, recordOpen, recordPast, titleOf } from './tasksOfSessions';

/** Makes a task from sessions: closed on the day of the last one, with a human estimate, or left open. */
export async function makeTaskOf(deps: CommandDeps, items: readonly InboxItem[]): Promise<void> {
  refuseRunning(deps, items);
  const { settings } = deps;
  const day = dayOf(lastEnd(items), settings.timeZone, settings.dayStart);
  const kind = await pickOne<'closed' | 'open'>(commandTitle(), l10n.t('Create as'), [
    {
      label: l10n.t('Closed task, recorded on {0}', day),
      description: l10n.t('finished work'),
      value: 'closed',
    },
    { label: l10n.t('Open task'), description: l10n.t('still in progress'), value: 'open' },
  ]);
  if (kind === 'closed') {
    await makeClosed(deps, items);
  } else if (kind === 'open') {
    await makeOpen(deps, items);
  }
}

function commandTitle(): string {
  return l10n.t('Make Task from Agent Sessions');
}

async function makeOpen(deps: CommandDeps, items: readonly InboxItem[]): Promise<void> {
  const field = fieldText('title');
  const answer = await askText({
    ...field,
    title: l10n.t('{0}: {1}', commandTitle(), field.label),
    value: proposedTitle(items),
    check: parseTitle,
  });
  const named = answer.kind === 'accepted' ? valueOf(answer.text, parseTitle) : undefined;
  if (named === undefined) {
    return;
  }
  await recordOpen(deps, items, named);
}

async function makeClosed(deps: CommandDeps, items: readonly InboxItem[]): Promise<void> {
  const { inbox, settings, clock, drafts } = deps;
  const ids = items.map(({ id }) => id);
  const measured = measurementOfParts(await inbox.fetch(items, endForClosed));
  await runTaskForm(
    {
      command: commandTitle(),
      completeLabel: l10n.t('Record as Closed Task'),
      key: `make:${ids.toSorted().join(' ').slice(0, 1000)}`,
      today: () => dayOf(clock(), settings.timeZone, settings.dayStart),
      content: (draft) => content(deps, items, measured, draft),
      complete: (draft) => recordPast(deps, items, draft),
    },
    drafts,
  );
}

function content(
  deps: CommandDeps,
  items: readonly InboxItem[],
  measured: Measurement,
  draft: FormDraft,
): TaskFormContent {
  const figures = pastFigures(deps, items, measured, draft);
  const { aiMinutes, supervisoryMinutes, estimate, tokens } = figures;
  const named = titleOf(items, draft);
  const total = tokens && totalTokens(tokens);
  return {
    result: estimate
      ? `${namedFactorsText(estimate.hours, figures, deps.settings.rowDecimals)} · ${figures.day}`
      : l10n.t('needs an estimate'),
    private: draft.private ?? false,
    actions: [],
    fields: [
      { field: 'title', shown: named, start: named },
      {
        field: 'estimate',
        shown: estimate && estimateText(estimate),
        start: draft.typed.estimate ?? '',
      },
      {
        field: 'aiMinutes',
        shown: minutesText(aiMinutes, aiEvidenceOf(aiMinutes, measured), measured.aiMs),
        start: String(aiMinutes),
      },
      {
        field: 'supervisoryMinutes',
        shown: minutesText(
          supervisoryMinutes,
          supervisionEvidenceOf(supervisoryMinutes, measured),
          measured.supervisoryMs,
        ),
        start: String(supervisoryMinutes),
      },
      { field: 'tokens', shown: tokensText(total), start: total === undefined ? '' : String(total) },
    ],
  };
}

import * as l10n from '@vscode/l10n';
import { dayOf } from '../../../core/days/day';
import {
  editedProposal,
  editProposalChanges,
  type ProposalEdit,
} from '../../../core/proposal/confirming/decideProposal';
import type { ProposedWork } from '../../../core/proposal/confirming/proposedWork';
import { endedAt } from '../../../core/proposal/confirming/proposedWork';
import { aiEvidenceOf, supervisionEvidenceOf, type ClosingDraft } from '../../../core/task/closing';
import { countedHours } from '../../../core/task/countedHours';
import type { Measurement, Outcome } from '../../../core/task/task';
import { totalTokens } from '../../../core/task/tokens';
import { isolated } from '../../../core/texts/isolatedText';
import { measurementOfParts } from '../../../core/transcript/inbox/inboxActions';
import { parseEstimate } from '../../../core/typed/parseEstimate';
import { parseTitle } from '../../../core/typed/parseTitle';
import { pickOne } from '../../quickInput/pickOne';
import type { FormDraft } from '../form/formDrafts';
import { runTaskForm, type ActionRow, type TaskFormContent } from '../form/taskForm';
import { closingFigures, valueOf } from '../task/closing/closingFigures';
import {
  estimateText,
  minutesText,
  namedFactorsText,
  shortTitle,
  tokensText,
  typedEstimate,
} from '../task/taskText';
import type { ProposalDeps } from './proposalDeps';
import { recordProposals } from './recordProposals';

/**
 * A form with all that a proposal would be recorded as; it ends in confirming it, or in keeping it with the changes.
 * @throws {UserError} if it was decided on in the meantime, or a transcript is gone.
 */
export async function editProposal(deps: ProposalDeps, work: ProposedWork, title: string): Promise<void> {
  const { settings, clock, drafts, board } = deps;
  const { id } = work.proposal;
  const key = `proposal:${id}`;
  const measured = measurementOfParts(await board.fetch(work));
  const now = (): ProposedWork => board.byIds([id])[0] ?? work;
  await runTaskForm(
    {
      command: title,
      completeLabel: l10n.t('Confirm'),
      key,
      today: () => dayOf(clock(), settings.timeZone, settings.dayStart),
      content: (draft) => content(deps, work, measured, draft),
      complete: async (draft) => {
        const edited = editedProposal(work.proposal, editOf(draft), clock());
        await recordProposals(deps, [{ ...now(), edited }], {
          reviewed: true,
          private: draft.private ?? false,
          figures: (each, found) => figuresOf(deps, each, found, draft),
        });
      },
    },
    drafts,
  );
}

function content(
  deps: ProposalDeps,
  opened: ProposedWork,
  measured: Measurement,
  draft: FormDraft,
): TaskFormContent {
  const { store, clock, settings } = deps;
  const proposal = store.proposal(opened.proposal.id) ?? opened.proposal;
  const edited = editedProposal(proposal, editOf(draft), clock());
  const figures = figuresOf(deps, opened, measured, draft);
  const { aiMinutes, supervisoryMinutes, tokens } = figures;
  const total = tokens && totalTokens(tokens);
  const aiEvidence = aiEvidenceOf(aiMinutes, measured);
  const supervisionEvidence = supervisionEvidenceOf(supervisoryMinutes, measured);
  return {
    result: `${namedFactorsText(countedHours(edited) ?? 0, figures, settings.rowDecimals)} · ${figures.day}`,
    private: draft.private ?? false,
    fields: [
      { field: 'title', shown: edited.title, start: edited.title },
      {
        field: 'estimate',
        shown: `${estimateText(edited.estimate)} · ${isolated(edited.estimate.by)}`,
        start: draft.typed.estimate ?? typedEstimate(edited.estimate),
      },
      {
        field: 'aiMinutes',
        shown: minutesText(aiMinutes, aiEvidence, measured.aiMs),
        start: String(aiMinutes),
      },
      {
        field: 'supervisoryMinutes',
        shown: minutesText(supervisoryMinutes, supervisionEvidence, measured.supervisoryMs),
        start: String(supervisoryMinutes),
      },
      { field: 'tokens', shown: tokensText(total), start: total === undefined ? '' : String(total) },
    ],
    actions: [...reasonsRow(deps, opened), outcomeRow(deps, opened), keepRow(deps, opened, draft)],
  };
}

function figuresOf(
  { settings }: ProposalDeps,
  work: ProposedWork,
  measured: Measurement,
  draft: FormDraft,
): ClosingDraft {
  const moment = { now: endedAt(work), zone: settings.timeZone, dayStart: settings.dayStart };
  // The estimate is the proposal's, with the user's hours in its place where they were typed.
  return { ...closingFigures(measured, draft, moment), estimate: undefined };
}

function editOf({ typed }: FormDraft): ProposalEdit {
  return { title: valueOf(typed.title, parseTitle), hours: valueOf(typed.estimate, parseEstimate) };
}

/** Only to be read: why the agent estimated so, and how its estimates held. */
function reasonsRow({ board }: ProposalDeps, opened: ProposedWork): readonly ActionRow[] {
  const { reasons } = opened.proposal.estimate;
  const calibration = board.calibration(opened);
  return reasons === undefined && calibration === null
    ? []
    : [
        {
          row: {
            id: 'reasons',
            label: l10n.t('Reasons'),
            description: reasons === undefined ? '' : isolated(reasons),
            detail: calibration ?? undefined,
          },
          run: () => Promise.resolve(),
        },
      ];
}

/** Stored at once, as an action of its own. */
function outcomeRow(deps: ProposalDeps, opened: ProposedWork): ActionRow {
  const { store, undo, clock } = deps;
  const proposal = store.proposal(opened.proposal.id) ?? opened.proposal;
  const { outcome, title } = editedProposal(proposal, {}, clock());
  return {
    row: { id: 'outcome', label: l10n.t('Outcome'), description: outcomeName(outcome?.kind) },
    run: async () => {
      const kind = await pickOne<Outcome['kind']>(l10n.t('Outcome'), l10n.t('Select how the work came out'), [
        { label: outcomeName('at-once'), value: 'at-once' },
        { label: outcomeName('corrected'), value: 'corrected' },
        { label: outcomeName('dropped'), description: l10n.t('counts 0 hours'), value: 'dropped' },
      ]);
      if (kind !== undefined && kind !== outcome?.kind) {
        const changes = editProposalChanges(proposal, { outcome: { kind } }, clock());
        await undo.apply(l10n.t('Edit “{0}”', shortTitle({ title })), changes);
      }
    },
  };
}

function keepRow(deps: ProposalDeps, opened: ProposedWork, draft: FormDraft): ActionRow {
  const { undo, clock, board } = deps;
  const edit = editOf(draft);
  return {
    row: {
      id: 'keep',
      label: `$(save) ${l10n.t('Save without Confirming')}`,
      description: l10n.t('it stays proposed; minutes can be typed once it is confirmed'),
    },
    run: async () => {
      const [work] = board.byIds([opened.proposal.id]);
      if (work) {
        await undo.apply(
          l10n.t('Edit “{0}”', shortTitle(work.edited)),
          editProposalChanges(work.proposal, edit, clock()),
        );
      }
      return 'done';
    },
  };
}

function outcomeName(kind: Outcome['kind'] | undefined): string {
  switch (kind) {
    case 'at-once':
      return l10n.t('Done at once');
    case 'corrected':
      return l10n.t('Corrected');
    case 'dropped':
      return l10n.t('Dropped');
    case undefined:
      return l10n.t('Not said');
  }
}

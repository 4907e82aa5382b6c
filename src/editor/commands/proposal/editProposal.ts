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
import type { Measurement } from '../../../core/task/task';
import { totalTokens } from '../../../core/task/tokens';
import { isolated } from '../../../core/texts/isolatedText';
import { measurementOfParts } from '../../../core/transcript/inbox/inboxActions';
import { parseEstimate } from '../../../core/typed/parseEstimate';
import { parseTitle } from '../../../core/typed/parseTitle';
import type { FormDraft } from '../form/formDrafts';
import { cameOutRow, resultOf, type ShownResult } from '../form/cameOutRow';
import { groupsOf } from '../form/draftedGroups';
import { outcomeOf } from '../form/draftedOutcome';
import { groupRows } from '../grouping/groupRows';
import { outcomeRow } from '../form/outcomeRow';
import { runTaskForm, type ActionRow, type TaskFormContent } from '../form/taskForm';
import { placeOfSessions, spansOf } from '../inbox/tasksOfSessions';
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
  const key = draftKey(work);
  const fetched = await board.fetch(work);
  const measured = measurementOfParts(fetched);
  const place = placeOfSessions(work.parts, settings.folderNames, work.proposal.folder);
  const result = await resultOf(deps, place, spansOf(fetched));
  const now = (): ProposedWork => board.byIds([id])[0] ?? work;
  await runTaskForm(
    {
      command: title,
      completeLabel: l10n.t('Confirm'),
      key,
      today: () => dayOf(clock(), settings.timeZone, settings.dayStart),
      content: (draft) => content(deps, work, { measured, result }, draft),
      complete: async (draft) => {
        const edited = editedProposal(work.proposal, editOf(work, draft), clock());
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

interface FormParts {
  readonly measured: Measurement;
  readonly result: ShownResult;
}

function content(
  deps: ProposalDeps,
  opened: ProposedWork,
  { measured, result }: FormParts,
  draft: FormDraft,
): TaskFormContent {
  const { store, clock, settings, drafts } = deps;
  const proposal = store.proposal(opened.proposal.id) ?? opened.proposal;
  const edited = editedProposal(proposal, editOf(opened, draft), clock());
  const figures = figuresOf(deps, opened, measured, draft);
  const { aiMinutes, supervisoryMinutes, tokens } = figures;
  const total = tokens && totalTokens(tokens);
  const aiEvidence = aiEvidenceOf(aiMinutes, measured);
  const supervisionEvidence = supervisionEvidenceOf(supervisoryMinutes, measured);
  return {
    result: `${namedFactorsText(countedHours(edited) ?? 0, figures, settings.rowDecimals)} · ${figures.day}`,
    private: draft.private ?? false,
    fields: [
      { field: 'title', shown: edited.title, start: edited.title, hint: result.hint },
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
    actions: [
      ...reasonsRow(deps, opened),
      ...cameOutRow(deps, draftKey(opened), result, edited.title),
      outcomeRow(drafts, draftKey(opened), edited.outcome),
      ...groupRows(deps, draftKey(opened), { ...edited, id: proposal.id, folder: proposal.folder }),
      keepRow(deps, opened, draft),
    ],
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

function editOf({ edited }: ProposedWork, draft: FormDraft): ProposalEdit {
  const { typed } = draft;
  return {
    title: valueOf(typed.title, parseTitle),
    hours: valueOf(typed.estimate, parseEstimate),
    ...groupsOf(draft, edited),
    outcome: outcomeOf(draft, edited.outcome),
  };
}

function draftKey({ proposal }: ProposedWork): string {
  return `proposal:${proposal.id}`;
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

function keepRow(deps: ProposalDeps, opened: ProposedWork, draft: FormDraft): ActionRow {
  const { undo, clock, board } = deps;
  const edit = editOf(opened, draft);
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

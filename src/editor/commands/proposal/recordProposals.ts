import * as l10n from '@vscode/l10n';
import { formatCount } from '../../../core/figures/format';
import { confirmChanges, mergeIntoTaskChanges } from '../../../core/proposal/confirming/confirmProposal';
import { isInTask, proposedClosing } from '../../../core/proposal/confirming/measuredProposal';
import type { ProposedWork } from '../../../core/proposal/confirming/proposedWork';
import type { Change } from '../../../core/task/change';
import type { ClosingDraft } from '../../../core/task/closing';
import type { SpanFields } from '../../../core/task/span';
import type { Measurement } from '../../../core/task/task';
import { measurementOfParts, type FetchedPart } from '../../../core/transcript/inbox/inboxActions';
import { UserError } from '../../../core/userError';
import type { ProposalBoard } from '../../inbox/proposalBoard';
import type { Settings } from '../../settings';
import type { CommandDeps } from '../deps/commandDeps';
import { placeOfSessions, spansOf } from '../inbox/tasksOfSessions';
import { shortTitle } from '../task/taskText';

export interface RecordingDeps extends Pick<CommandDeps, 'store' | 'clock' | 'whatCameOut'> {
  readonly board: Pick<ProposalBoard, 'fetch' | 'byIds'>;
  readonly settings: Pick<Settings, 'timeZone' | 'dayStart' | 'folderNames'>;
}

/** How proposals are recorded; the figures of one can be the user's. */
export interface Recording {
  readonly reviewed: boolean;
  readonly private?: boolean;
  readonly figures?: (work: ProposedWork, measured: Measurement) => ClosingDraft;
}

/**
 * Records proposals as closed tasks as one action that can be undone; one whose time is in a task already becomes part
 * of that task.
 * @throws {UserError} if one of them was decided on in the meantime, or a transcript is gone; then nothing is recorded.
 */
export async function recordProposals(
  deps: RecordingDeps & Pick<CommandDeps, 'undo'>,
  works: readonly ProposedWork[],
  recording: Recording,
): Promise<void> {
  await deps.undo.apply(confirmLabel(works), await recordingChanges(deps, works, recording));
}

/** @throws {UserError} if one of them was decided on in the meantime, or a transcript is gone. */
export async function recordingChanges(
  deps: RecordingDeps,
  works: readonly ProposedWork[],
  recording: Recording,
): Promise<readonly Change[]> {
  const changes: Change[] = [];
  for (const work of works) {
    // Of simultaneous prompts in several sessions, only the first gets the time.
    const supervised = changes.flatMap(supervisionOf);
    const fetched = (await deps.board.fetch(work)).map((part) => ({
      ...part,
      supervised: [...part.supervised, ...supervised],
    }));
    for (const change of await changesOf(deps, work, fetched, recording)) {
      changes.push(change);
    }
  }
  // Asked again: reading takes a moment, in which another window may have decided.
  deps.board.byIds(works.map(({ proposal }) => proposal.id));
  return changes;
}

/** The task that has a proposal's time. @throws {UserError} if it is gone */
export function taskOfTime({ store }: Pick<CommandDeps, 'store'>, { takenBy }: ProposedWork) {
  const task = takenBy.map((id) => store.task(id)).find((each) => each !== undefined);
  if (task === undefined) {
    throw new UserError(
      l10n.t(
        'Nothing changed: the task that has the time of this proposed task is gone. Undo may bring it back.',
      ),
    );
  }
  return task;
}

async function changesOf(
  deps: RecordingDeps,
  work: ProposedWork,
  fetched: readonly FetchedPart[],
  { reviewed, figures, private: isPrivate = false }: Recording,
): Promise<readonly Change[]> {
  const { settings, clock } = deps;
  if (isInTask(work)) {
    return mergeIntoTaskChanges(taskOfTime(deps, work), work, fetched, 'keep', clock());
  }
  const measured = measurementOfParts(fetched);
  const place = placeOfSessions(work.parts, settings.folderNames, work.proposal.folder);
  const cameOut = await deps.whatCameOut(place, spansOf(fetched));
  return confirmChanges({
    work,
    fetched,
    place,
    private: isPrivate,
    draft: { ...(figures?.(work, measured) ?? proposedClosing(work, measured, settings)), cameOut },
    reviewed,
    now: clock(),
  });
}

function supervisionOf(change: Change): SpanFields[] {
  if (change.entity !== 'span' || change.kind !== 'set') {
    return [];
  }
  const { taskId = null, sessionId = null, kind, start, end, evidence } = change.fields;
  return kind === 'supervision' && start !== undefined && end !== undefined && evidence !== undefined
    ? [{ taskId, sessionId, kind, start, end, evidence }]
    : [];
}

function confirmLabel(works: readonly ProposedWork[]): string {
  const [first] = works;
  return works.length === 1 && first
    ? l10n.t('Confirm “{0}”', shortTitle(first.edited))
    : l10n.t('Confirm {0} proposed tasks', formatCount(works.length));
}

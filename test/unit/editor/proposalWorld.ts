import type { Change } from '../../../src/core/task/change';
import type { TranscriptSummary } from '../../../src/core/transcript/source/transcriptSource';
import { proposalsView } from '../../../src/core/page/proposalsView';
import { ProposalBoard } from '../../../src/editor/inbox/proposalBoard';
import { proposedFields } from '../../fixtures/proposals';
import { minute, nine, summary } from '../../fixtures/transcripts';
import { inInboxWorld, type InboxWindow, type InboxWorld } from './inboxWorld';

export const dayOfSession = '2026-11-14';
export const proposedIds: readonly string[] = [1, 2, 3].map(
  (each) => `proposal-${String(each).padStart(32, '0')}`,
);

/** Half an hour in which an agent proposed after 10, 20 and 30 minutes; it ended an hour ago. */
function proposingSession(): TranscriptSummary {
  const end = nine + 30 * minute;
  const proposals = proposedIds.map((id, index) => {
    const at = nine + (index + 1) * 10 * minute;
    return { id, at: at - 1000, until: at };
  });
  return { ...summary('a', { end }), proposals };
}

function propose(id = '', title: string, hours: number, at: number): Change {
  const estimate = { hours, by: 'claude-opus-5', at };
  return {
    entity: 'proposal',
    id,
    kind: 'set',
    fields: proposedFields({ title, estimate, proposedAt: at, folder: '/projects/shop' }),
  };
}

export interface ProposalWorld extends InboxWorld {
  readonly board: ProposalBoard;
}

export function boardOf(
  { inbox, store, settings, clock }: InboxWindow,
  { log, time }: Pick<InboxWorld, 'log' | 'time'>,
): ProposalBoard {
  const after = (ms: number, work: () => void) => {
    const timer = time.every(ms, () => {
      timer.dispose();
      work();
    });
    return timer;
  };
  return new ProposalBoard({ inbox, store, settings, clock, after, log });
}

/** Three pieces of work in one session, each proposed when it was done. */
export function inProposalWorld(work: (world: ProposalWorld) => Promise<void>): Promise<void> {
  return inInboxWorld([proposingSession()], async (world) => {
    world.time.now = nine + 120 * minute;
    await world.store.append([
      propose(proposedIds[0], 'First', 6, nine + 10 * minute),
      propose(proposedIds[1], 'Second', 4, nine + 20 * minute),
      propose(proposedIds[2], 'Third', 2, nine + 30 * minute),
    ]);
    const board = boardOf(world, world);
    await work({ ...world, board });
    board.dispose();
  });
}

export function works({ board }: ProposalWorld) {
  return board.proposals().map(({ work }) => work);
}

export function rows({ store }: InboxWindow) {
  return store
    .closedTasks(dayOfSession)
    .map(({ title, closing, estimate }) => [title, closing.aiMinutes, estimate?.hours]);
}

/** Waits until the board knows the figures of all proposals. */
export async function figures({ board }: ProposalWorld): Promise<void> {
  await new Promise<void>((resolve) => {
    const look = (): void => {
      if (board.proposals().every(({ measured }) => measured !== undefined)) {
        listening.dispose();
        resolve();
      }
    };
    const listening = board.onDidChange(look);
    look();
  });
}

/** @param reading whether transcripts are still being read */
export function viewOf(world: ProposalWorld, reading = false) {
  const { board, store } = world;
  return proposalsView({
    proposals: board.proposals(),
    timeZone: 'Europe/Berlin',
    dayStart: '04:00',
    closedTasks: (each) => store.closedTasks(each),
    titleOf: (id) => store.task(id)?.title,
    dayLabel: (each) => each,
    timeLabel: (start, end) => `${(start - nine) / minute} – ${(end - nine) / minute}`,
    calibration: (work) => board.calibration(work),
    reading,
  });
}

/** One more proposal, which the transcript of a second session shows. */
export async function proposeInAnotherSession({ source, store }: ProposalWorld): Promise<void> {
  const id = `proposal-${'f'.repeat(32)}`;
  const [start, end] = [nine + 40 * minute, nine + 50 * minute];
  const proposals = [{ id, at: end - 1000, until: end }];
  source.change([...source.sessions(), { ...summary('b', { start, end }), proposals }]);
  await store.append([propose(id, 'Fourth', 1, end)]);
}

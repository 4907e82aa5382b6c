import { namesByText, type FolderNames } from '../folders/folderPath';
import type { Change } from '../task/change';
import type { Proposal } from '../task/proposal';
import { startSlackMs } from '../transcript/source/matchSessions';

/** A program in a terminal of this window, running or ended. */
export interface SeenProgram {
  readonly sessionId: string;
  readonly folder: string | null;
  /** Of the terminal's shell. */
  readonly process: number;
  readonly startedAt: number;
  readonly endedAt: number | null;
}

/**
 * Joins proposals that have no join yet with the sessions whose terminals they were made in. Numbers of processes are
 * used again, and another machine has the same ones: time and folder must fit as well.
 */
export function processJoins(
  proposals: readonly Proposal[],
  programs: readonly SeenProgram[],
  now: number,
  names = namesByText,
): Change[] {
  return proposals.flatMap((proposal): Change[] => {
    const program = proposal.join === null ? programOf(proposal, programs, names) : undefined;
    return program === undefined
      ? []
      : [
          {
            entity: 'proposal',
            id: proposal.id,
            kind: 'set',
            fields: { join: { by: 'process', sessionId: program.sessionId, at: now } },
          },
        ];
  });
}

/** The last one that was started before. */
function programOf(
  { processes, proposedAt, folder }: Proposal,
  programs: readonly SeenProgram[],
  names: FolderNames,
): SeenProgram | undefined {
  return programs
    .filter(
      (each) =>
        processes.includes(each.process) &&
        proposedAt >= each.startedAt - startSlackMs &&
        proposedAt <= (each.endedAt ?? proposedAt) + startSlackMs &&
        mayBeIn(folder, each.folder, names),
    )
    .toSorted((a, b) => b.startedAt - a.startedAt || (a.sessionId < b.sessionId ? -1 : 1))[0];
}

/** An agent may work in a folder below its own, or have left it for one above. */
function mayBeIn(folder: string | null, programs: string | null, names: FolderNames): boolean {
  return (
    folder === null ||
    programs === null ||
    names.isInAnyOf([programs])(folder) ||
    names.isInAnyOf([folder])(programs)
  );
}

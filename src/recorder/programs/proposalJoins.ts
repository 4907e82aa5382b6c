import { inBackground } from '../../core/inBackground';
import type { Clock, Log } from '../../core/ports';
import { processJoins, type SeenProgram } from '../../core/proposal/processJoins';
import type { RecordStore } from '../../core/record/recordStore';
import type { TrackedSession } from '../../core/tracker/trackerState';
import type { ChangeWriter } from '../recorded/changeWriter';

interface ProposalJoinPorts {
  readonly store: Pick<RecordStore, 'status' | 'openProposals'>;
  readonly sessions: () => Iterable<TrackedSession>;
  readonly writer: Pick<ChangeWriter, 'write'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** A proposal that was made right before its program ended is in the record by then. */
const afterEndMs = 600_000;

/** Notes in the record in which session of this window's terminals a proposal was made, by its processes. */
export class ProposalJoins {
  private readonly programs = new Map<string, SeenProgram>();
  private readonly joined = new Set<string>();

  constructor(private readonly ports: ProposalJoinPorts) {}

  /** The record or what runs has changed. */
  look(): void {
    const { store, writer, clock, log } = this.ports;
    const now = clock();
    this.see(now);
    if (this.programs.size === 0 || store.status.kind === 'opening') {
      return;
    }
    const open = store.openProposals().filter(({ id, join, processes }) => {
      return join === null && processes.length > 0 && !this.joined.has(id);
    });
    const changes = processJoins(open, [...this.programs.values()], now);
    changes.forEach(({ id }) => this.joined.add(id));
    inBackground(writer.write(changes), log, 'The session of a proposed task could not be stored.');
  }

  private see(now: number): void {
    const running = new Set<string>();
    for (const { sessionId, folder, terminal, startedAt } of this.ports.sessions()) {
      const process = processOf(terminal);
      if (process !== undefined) {
        running.add(sessionId);
        this.programs.set(sessionId, { sessionId, folder, process, startedAt, endedAt: null });
      }
    }
    for (const [sessionId, program] of this.programs) {
      if (program.endedAt !== null && now > program.endedAt + afterEndMs) {
        this.programs.delete(sessionId);
      } else if (program.endedAt === null && !running.has(sessionId)) {
        this.programs.set(sessionId, { ...program, endedAt: now });
      }
    }
  }
}

/** The shell's, if the terminal is named after it. */
function processOf(terminal: string | null): number | undefined {
  const [, digits] = /^process (\d{1,10})$/u.exec(terminal ?? '') ?? [];
  const process = digits === undefined ? Number.NaN : Number(digits);
  return process > 1 ? process : undefined;
}

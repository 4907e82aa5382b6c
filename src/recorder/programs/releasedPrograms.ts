import type { TrackedSession } from '../../core/tracker/trackerState';

/** Facts that the next session of the same program takes over. */
export type GoingProgram = Pick<TrackedSession, 'terminal' | 'agent' | 'mode' | 'folder' | 'condition'>;

interface Released {
  readonly program: GoingProgram;
  readonly workingAt: number;
}

/**
 * Interactive agents whose session ended with its task while they ran on. The rest of the turn they were in belongs to
 * no task any more; their next turn is new work.
 */
export class ReleasedPrograms {
  private readonly byTerminal = new Map<string, Released>();

  release({ terminal, agent, mode, folder, condition }: GoingProgram, now: number): void {
    if (terminal !== null && mode === 'interactive') {
      const program = { terminal, agent, mode, folder, condition };
      this.byTerminal.set(terminal, { program, workingAt: now });
    }
  }

  /**
   * @param quietMs silence that ends a turn
   * @returns the program if the work seen in the terminal begins a new turn of it; it is then no longer released.
   */
  working(terminal: string, now: number, quietMs: number): GoingProgram | undefined {
    const released = this.byTerminal.get(terminal);
    if (released === undefined) {
      return undefined;
    }
    if (now - released.workingAt <= quietMs) {
      this.byTerminal.set(terminal, { ...released, workingAt: now });
      return undefined;
    }
    this.byTerminal.delete(terminal);
    return released.program;
  }

  /** The program was sent a prompt, or has ended. @returns it if it was released. */
  take(terminal: string): GoingProgram | undefined {
    const released = this.byTerminal.get(terminal);
    this.byTerminal.delete(terminal);
    return released?.program;
  }
}

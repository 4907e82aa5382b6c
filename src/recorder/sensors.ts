import { inBackground } from '../core/inBackground';
import type { Log } from '../core/ports';
import type { Observation } from '../core/tracker/observation';
import type { LiveTracker } from './live/liveTracker';
import { neverThrows } from './neverThrows';
import type { EarlierWork } from './programs/earlierWork';
import type { StartedProgram, TerminalPrograms } from './programs/terminalPrograms';
import type { WrittenPrompts } from './prompts/writtenPrompts';

/** For sensors to report to. Nothing here throws. */
export interface SensorTarget {
  observe(observation: Observation): void;
  programStarted(program: StartedProgram): void;
  /** The user sent a prompt of a task to the terminal: from now on the agent in it works for that task. */
  promptSent(terminal: string, taskId: string): void;
  /** The user typed or pasted in a document in which prompts are composed. */
  typedIn(document: string): void;
  /** A prompt of this many characters was left for an agent that isn't watched. */
  promptHanded(document: string, length: number): void;
  /** True if a session in that terminal waits for its end to be seen since a reload. */
  isSuspendedIn(terminal: string): boolean;
  /** All terminals there are, once those from before a reload have come back. */
  terminalsPresent(terminals: ReadonlySet<string>): void;
}

interface SensorDeps {
  readonly tracker: LiveTracker;
  readonly programs: TerminalPrograms;
  readonly written: WrittenPrompts;
  readonly earlier: EarlierWork;
  readonly log: Log;
}

export function sensorTarget({ tracker, programs, written, earlier, log }: SensorDeps): SensorTarget {
  const recording = (work: () => void): void => neverThrows(log, 'record', work);
  return Object.freeze<SensorTarget>({
    observe: (observation) => tracker.observe(observation),
    programStarted: (program) => recording(() => programs.started(program)),
    promptSent: (terminal, taskId) => recording(() => programs.promptSent(terminal, taskId)),
    typedIn: (document) => {
      if (!tracker.takesKey(document)) {
        recording(() =>
          tracker.observe({ kind: 'typed', document, taskId: written.taskOfTyping(document) ?? null }),
        );
      }
    },
    promptHanded: (document, length) =>
      neverThrows(log, 'remember a prompt', () => {
        const remembered = written.hand(document, length);
        if (remembered) {
          inBackground(remembered, log, 'A prompt could not be remembered.');
        }
      }),
    isSuspendedIn: (terminal) => earlier.isSuspendedIn(terminal),
    terminalsPresent: (terminals) => earlier.terminalsPresent(terminals),
  });
}

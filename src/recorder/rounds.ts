import { inBackground } from '../core/inBackground';
import type { RecordStore } from '../core/record/recordStore';
import type { EarlierWork } from './programs/earlierWork';
import type { ProposalJoins } from './programs/proposalJoins';
import type { TerminalPrograms } from './programs/terminalPrograms';
import type { ChangeWriter } from './recorded/changeWriter';
import type { RecorderPorts } from './ports/recorderPorts';
import { takesWork } from '../core/record/takesWork';
import { EditorPulse } from './live/editorPulse';
import type { Heartbeat } from './windows/heartbeat';
import type { LiveTracker } from './live/liveTracker';
import type { RememberedTask } from './live/rememberedTask';

interface RoundsDeps extends Pick<RecorderPorts, 'clock' | 'log' | 'pingEditor'> {
  readonly store: Pick<RecordStore, 'status' | 'task'>;
  readonly tracker: LiveTracker;
  readonly writer: Pick<ChangeWriter, 'failing' | 'flush'>;
  readonly remembered: Pick<RememberedTask, 'keepTitle'>;
  readonly programs: Pick<TerminalPrograms, 'endWithTasks'>;
  readonly earlier: Pick<EarlierWork, 'storeChanged' | 'tick'>;
  readonly heartbeat: Pick<Heartbeat, 'beat' | 'readOthers' | 'storeChanged'>;
  readonly joins: Pick<ProposalJoins, 'look'>;
  readonly changed: () => void;
}

/** The recorder's own rounds: on each slow tick, and each time the record has changed. */
export class Rounds {
  private readonly pulse: EditorPulse;
  private silent = false;

  constructor(private readonly deps: RoundsDeps) {
    const { clock, pingEditor, tracker, log } = deps;
    this.pulse = new EditorPulse(clock, pingEditor, {
      fellSilent: (since) => {
        tracker.observe({ kind: 'host-silent', since });
        this.silent = true;
        log.warn('The editor does not answer: measuring is frozen until it does.');
      },
      answered: (since) => {
        this.silent = false;
        tracker.observe({ kind: 'host-answered', since });
      },
    });
  }

  storeChanged(): void {
    const { tracker, remembered, earlier, programs, heartbeat, joins, store, log, changed } = this.deps;
    tracker.observeNextKey();
    inBackground(remembered.keepTitle(), log, 'The current task could not be remembered.');
    earlier.storeChanged();
    programs.endWithTasks((taskId) => !takesWork(store, taskId));
    heartbeat.storeChanged((sessionId) => tracker.sessions.has(sessionId));
    joins.look();
    changed();
  }

  slowTick(): void {
    this.pulse.check();
    if (this.silent) {
      return;
    }
    const { tracker, heartbeat, writer, earlier, clock, log, changed } = this.deps;
    tracker.observe({ kind: 'tick' });
    inBackground(heartbeat.beat(tracker.state, clock()), log, 'Could not write the heartbeat.');
    heartbeat.readOthers();
    if (writer.failing) {
      inBackground(writer.flush().then(changed), log, 'Measured time could not be written.');
    }
    earlier.tick();
  }
}

import { inBackground } from '../../core/inBackground';
import type { Clock, Log, NewId } from '../../core/ports';
import type { RecordStore } from '../../core/record/recordStore';
import type { OrphanedWork } from '../../core/tracker/windowRegistry';
import { orphanChanges } from '../../core/tracker/orphanChanges';
import { withStoredSpans } from '../../core/tracker/rememberedSession';
import { startedSession } from '../../core/tracker/sessionSpans';
import { spanIdOf, type TrackedSession } from '../../core/tracker/trackerState';
import type { ChangeWriter } from '../recorded/changeWriter';
import type { Heartbeat } from '../windows/heartbeat';
import type { RecordedSpans } from '../recorded/recordedSpans';
import type { SessionMemory } from './sessionMemory';
import type { Tracking } from './terminalPrograms';

interface EarlierWorkPorts {
  readonly tracking: Tracking;
  readonly store: RecordStore;
  readonly memory: Pick<SessionMemory, 'restored' | 'lost'>;
  readonly recorded: Pick<RecordedSpans, 'ofSession'>;
  readonly writer: Pick<ChangeWriter, 'write'>;
  readonly heartbeat: Pick<Heartbeat, 'orphans'>;
  readonly clock: Clock;
  readonly newId: NewId;
  readonly log: Log;
  /** Work that another window had left open is finished. */
  readonly finished: () => void;
}

/** Work begun before this host: by this window before a reload, and by windows that are gone. */
export class EarlierWork {
  private complete = false;
  private readonly restored = new Set<string>();

  constructor(private readonly ports: EarlierWorkPorts) {}

  /** Sessions of this window from before a reload, as far as they are known without the store. */
  restore(): void {
    const { tracking, memory, clock, newId } = this.ports;
    for (const session of memory.restored(clock(), newId)) {
      tracking.observe({ kind: 'session-restored', session });
      this.restored.add(session.sessionId);
    }
  }

  /** Spans of restored sessions can be asked for only once the store is open; orphans likewise. */
  storeChanged(): void {
    const { tracking, store, memory } = this.ports;
    if (this.complete || store.status.kind !== 'ready') {
      return;
    }
    this.complete = true;
    this.storeMissing();
    this.takeStoredSpans(0);
    for (const sessionId of memory.lost) {
      tracking.observe({ kind: 'session-lost', sessionId });
    }
    this.lookForOrphans();
  }

  /** Ends what windows left open that have died since. */
  tick(): void {
    if (this.complete) {
      this.lookForOrphans();
    }
  }

  isSuspendedIn(terminal: string): boolean {
    return this.suspended().some((session) => session.terminal === terminal);
  }

  /** @param terminals all there are, once those from before a reload have come back */
  terminalsPresent(terminals: ReadonlySet<string>): void {
    for (const { sessionId, terminal } of this.suspended()) {
      if (terminal !== null && !terminals.has(terminal)) {
        this.ports.tracking.observe({ kind: 'session-lost', sessionId });
      }
    }
  }

  /** The window remembers a session at once; its start may not have reached the disk before the host went. */
  private storeMissing(): void {
    const { tracking, store, writer, log } = this.ports;
    const missing = [...tracking.sessions.values()].filter(
      ({ sessionId }) => this.restored.has(sessionId) && store.session(sessionId) === undefined,
    );
    inBackground(
      writer.write(missing.map(startedSession)),
      log,
      'The start of a session from before a reload could not be stored.',
    );
  }

  private lookForOrphans(): void {
    inBackground(this.finishOrphans(), this.ports.log, 'Closed windows could not be looked for.');
  }

  private async finishOrphans(): Promise<void> {
    const { heartbeat, clock } = this.ports;
    for (const orphan of await heartbeat.orphans(clock())) {
      this.finishOrphan(orphan);
    }
  }

  private finishOrphan(orphan: OrphanedWork): void {
    const { tracking, store, writer, newId, finished, log } = this.ports;
    const livingOn = new Map([...tracking.sessions].map(([id, session]) => [id, spanIdOf(session)]));
    const changes = orphanChanges(orphan, store, livingOn, newId);
    inBackground(
      writer.write(changes).then(finished),
      log,
      'The work of a closed window could not be finished.',
    );
    this.takeStoredSpans(orphan.lastBeatAt, new Set(orphan.work.sessions.map(({ sessionId }) => sessionId)));
  }

  private takeStoredSpans(seenAt: number, only?: ReadonlySet<string>): void {
    const { tracking, recorded } = this.ports;
    // First end what time has ended, so that none of it is taken up again.
    tracking.observe({ kind: 'tick' });
    for (const session of tracking.sessions.values()) {
      if (only === undefined || only.has(session.sessionId)) {
        const spans = recorded.ofSession(session.sessionId);
        tracking.observe({ kind: 'session-restored', session: withStoredSpans(session, spans, seenAt) });
      }
    }
  }

  private suspended(): readonly TrackedSession[] {
    return [...this.ports.tracking.sessions.values()].filter(
      ({ condition }) => condition.kind === 'suspended',
    );
  }
}

import assert from 'node:assert/strict';
import type { Observation } from '../../../src/core/tracker/observation';
import { track } from '../../../src/core/tracker/track';
import {
  busyMs,
  untracked,
  type TrackedMode,
  type TrackerState,
} from '../../../src/core/tracker/trackerState';
import type { Change } from '../../../src/core/task/change';

const minute = 60_000;
const hour = 60 * minute;
const rules = { bridgeMs: 3_000, thinkingMs: 30_000, sleepMs: 45_000 };

/** A window in which an agent was started at 0. */
class Window {
  state: TrackerState = untracked;
  changes: Change[] = [];
  private ids = 0;

  constructor(mode: TrackedMode) {
    const place = { agent: 'claude', folder: null, taskId: 't', terminal: 'a' };
    this.see({ kind: 'session-started', sessionId: 's', mode, ...place }, 1);
  }

  see(observation: Observation, at: number): this {
    for (let now = this.state.at + 15_000; this.state.at > 0 && now < at; now += 15_000) {
      this.apply({ kind: 'tick' }, now);
    }
    this.apply(observation, at);
    return this;
  }

  get busyMs(): number {
    const session = this.state.sessions.get('s');
    return session === undefined ? 0 : busyMs(session, this.state.at);
  }

  /** The stored time of the agent, with its evidence. */
  get stored(): readonly string[] {
    const spans = new Map(
      this.changes.flatMap((change) =>
        change.entity === 'span' && change.kind === 'set' ? [[change.id, change.fields] as const] : [],
      ),
    );
    return [...spans.values()].map(
      ({ start = 0, end = 0, evidence }) => `${Math.round((end - start) / minute)} min ${evidence}`,
    );
  }

  private apply(observation: Observation, now: number): void {
    const newId = () => `id ${this.ids++}`;
    const { state, changes } = track(this.state, observation, now, { rules, newId });
    this.state = state;
    this.changes.push(...changes);
  }
}

describe('A program whose end was missed', () => {
  it('ends when another command is started in its terminal, at its last sign of life', () => {
    const seen = new Window('batch').see({ kind: 'working', terminal: 'a' }, 10 * minute);
    seen.see({ kind: 'end-missed', terminal: 'a' }, 60 * minute);
    assert.equal(seen.state.sessions.size, 0);
    assert.deepEqual(seen.stored, ['10 min recovered']);
  });

  it('counts up to that command if it gave no sign, but not for hours', () => {
    const after = (at: number) => new Window('batch').see({ kind: 'end-missed', terminal: 'a' }, at).stored;
    assert.deepEqual(after(5 * minute), ['5 min recovered']);
    assert.deepEqual(after(9 * hour), []);
  });

  it('counts the time that a conversation’s output showed', () => {
    const seen = new Window('interactive');
    for (let at = minute; at <= 3 * minute; at += 2_000) {
      seen.see({ kind: 'working', terminal: 'a' }, at);
    }
    seen.see({ kind: 'end-missed', terminal: 'a' }, 30 * minute);
    assert.deepEqual(seen.stored, ['2 min estimated']);
    assert.equal(seen.state.sessions.size, 0);
  });

  it('counts nothing while it shows no sign of life for hours', () => {
    const seen = new Window('batch').see({ kind: 'working', terminal: 'a' }, 20 * minute);
    assert.equal(Math.round(seen.see({ kind: 'tick' }, 3 * hour).busyMs / minute), 180);
    assert.equal(Math.round(seen.see({ kind: 'tick' }, 5 * hour).busyMs / minute), 20);
    assert.equal(Math.round(seen.see({ kind: 'tick' }, 48 * hour).busyMs / minute), 20);
  });

  it('counts in full once its end is seen, or it shows that it lives', () => {
    const ended = new Window('batch').see({ kind: 'tick' }, 6 * hour);
    ended.see({ kind: 'session-ended', terminal: 'a', exitCode: 0 }, 6 * hour + minute);
    assert.deepEqual(ended.stored, ['361 min measured']);
    const living = new Window('batch').see({ kind: 'tick' }, 6 * hour);
    assert.equal(living.busyMs, 0);
    assert.equal(Math.round(living.see({ kind: 'working', terminal: 'a' }, 6 * hour).busyMs / hour), 6);
  });
});

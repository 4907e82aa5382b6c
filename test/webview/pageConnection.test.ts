import assert from 'node:assert/strict';
import type { HostMessage, NoStateMessage, RecordState } from '../../src/core/page/protocol';
import type { Perform } from '../../src/editor/actions/performer';
import { PageConnection } from '../../src/editor/pages/pageConnection';
import type { PageHost } from '../../src/editor/pages/pageLink';
import { state } from './states';
import { timeline } from './timelineStates';

/** A webview as VS Code has it: messages to it are lost while it is hidden. */
class FakePage implements PageHost {
  visible = true;
  readonly received: RecordState[] = [];
  readonly withoutState: NoStateMessage[] = [];
  private say: (message: unknown) => unknown = () => undefined;

  readonly webview = {
    onDidReceiveMessage: (listener: (message: unknown) => unknown) => {
      this.say = listener;
      return { dispose: () => (this.say = () => undefined) };
    },
    postMessage: async (message: HostMessage) => {
      if (this.visible && message.type === 'state') {
        this.received.push(message.state);
      } else if (this.visible && message.type === 'noState') {
        this.withoutState.push(message);
      }
      return this.visible;
    },
  };

  post(message: unknown): void {
    this.say(message);
  }
}

class FakeStates {
  rows = 0;
  steps = 0;
  private stepped: () => void = () => undefined;
  broken = false;
  private readonly listeners = new Set<() => void>();

  state(day: string | undefined, shown = { timeline: false }): RecordState {
    if (this.broken) {
      throw new Error('The store has no answer.');
    }
    return state([], {
      day: day ?? '2026-04-12',
      dayLabel: `${this.rows}`,
      timeline: shown.timeline ? timeline : null,
    });
  }

  /** A state is long to make. */
  *ahead(): Generator<undefined> {
    for (let step = 0; step < 3; step += 1) {
      this.steps += 1;
      this.stepped();
      yield;
    }
  }

  /** Right after the next step of a state. */
  async step(): Promise<void> {
    return new Promise((resolve) => {
      this.stepped = resolve;
    });
  }

  proposed(): number {
    return 0;
  }

  today(): string {
    return this.state(undefined).today;
  }

  onDidChange(listener: () => void) {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  }

  change(): void {
    this.rows += 1;
    this.listeners.forEach((listener) => listener());
  }
}

function connected(perform: Perform = async () => undefined) {
  const page = new FakePage();
  const states = new FakeStates();
  const logged: string[] = [];
  const log = {
    info: (message: string) => logged.push(message),
    warn: (message: string) => logged.push(message),
    error: (message: string | Error) => logged.push(String(message)),
  };
  const connection = new PageConnection(page, 'record', { states, perform, log }, undefined);
  const labels = (): string[] => page.received.map((each) => each.dayLabel);
  return { page, states, logged, connection, labels };
}

/** Waits until everything already promised has happened. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function until(fact: () => boolean): Promise<void> {
  while (!fact()) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

describe('connection of a page', () => {
  it('says nothing before the page is ready, then the whole state', async () => {
    const { page, connection, labels } = connected();
    connection.visibilityChanged();
    assert.deepEqual(labels(), []);
    page.post({ type: 'ready' });
    await settled();
    assert.deepEqual(labels(), ['0']);
    connection.dispose();
  });

  it('makes one state of a burst of changes', async () => {
    const { page, states, connection, labels } = connected();
    page.post({ type: 'ready' });
    for (let change = 0; change < 50; change += 1) {
      states.change();
    }
    await until(() => labels().length > 1);
    assert.deepEqual(labels(), ['0', '50']);
    connection.dispose();
  });

  it('makes the state of a change in steps, between which others have their turn', async () => {
    const { page, states, connection, labels } = connected();
    page.post({ type: 'ready' });
    states.change();
    await states.step();
    const seen: string[] = [];
    while (labels().length === 1) {
      seen.push(`${states.steps}`);
      await settled();
    }
    assert.equal(seen.length >= 5, true, seen.join());
    assert.deepEqual([...new Set(seen)], ['1', '2', '3']);
    assert.deepEqual(labels(), ['0', '1']);
    connection.dispose();
  });

  it('gives up the steps for what the user asks for, and when it ends', async () => {
    const { page, states, connection, labels } = connected();
    page.post({ type: 'ready' });
    states.change();
    await states.step();
    states.rows = 7;
    page.post({ type: 'showDay', day: '2026-04-02' });
    await settled();
    assert.deepEqual(labels(), ['0', '7']);
    for (let turn = 0; turn < 10; turn += 1) {
      await settled();
    }
    assert.deepEqual([labels(), states.steps], [['0', '7'], 1], 'that state had it all');
    states.change();
    await states.step();
    connection.dispose();
    for (let turn = 0; turn < 10; turn += 1) {
      await settled();
    }
    assert.deepEqual([labels(), states.steps], [['0', '7'], 2]);
  });

  it('says so where a step fails', async () => {
    const { page, states, connection, labels, logged } = connected();
    page.post({ type: 'ready' });
    states.broken = true;
    states.change();
    await until(() => page.withoutState.length > 0);
    assert.match(page.withoutState[0]?.message ?? '', /because of an error/);
    assert.match(logged[0] ?? '', /Could not make the state of the record page/);
    states.broken = false;
    states.change();
    await until(() => labels().length > 1);
    assert.deepEqual(labels(), ['0', '2']);
    connection.dispose();
  });

  it('computes nothing while hidden, and sends the current state when visible again', async () => {
    const { page, states, connection, labels } = connected();
    page.post({ type: 'ready' });
    page.visible = false;
    states.broken = true;
    states.change();
    connection.visibilityChanged();
    states.broken = false;
    page.visible = true;
    connection.visibilityChanged();
    assert.deepEqual(labels(), ['0', '1']);
    connection.dispose();
  });

  it('passes intents on and answers each with a state, even one that changed nothing', async () => {
    const handled: unknown[] = [];
    const { page, connection, labels } = connected(async (name, given) => void handled.push([name, given]));
    page.post({ type: 'ready' });
    page.post({ type: 'switchTask', id: 'one' });
    await settled();
    assert.deepEqual(handled, [['switchTask', { type: 'switchTask', id: 'one' }]]);
    assert.deepEqual(labels(), ['0', '0']);
    connection.dispose();
  });

  it('has the timeline in its states from when the page asks for it until it doesn’t want it any more', async () => {
    const { page, connection } = connected();
    page.post({ type: 'showTimeline', shown: true });
    page.post({ type: 'ready' });
    await settled();
    page.post({ type: 'showDay', day: '2026-04-02' });
    await settled();
    page.post({ type: 'showTimeline', shown: false });
    await settled();
    assert.deepEqual(
      page.received.map((each) => each.timeline !== null),
      [true, true, false],
    );
    connection.dispose();
  });

  it('shows the requested day until another is requested, and today stays today', async () => {
    const { page, states, connection } = connected();
    page.post({ type: 'ready' });
    page.post({ type: 'showDay', day: '2026-04-02' });
    connection.visibilityChanged();
    page.post({ type: 'showDay', day: '2026-04-12' });
    await settled();
    assert.deepEqual(
      page.received.map((each) => each.day),
      ['2026-04-12', '2026-04-02', '2026-04-02', '2026-04-12'],
    );
    states.state = () => state([], { day: '2026-04-13', today: '2026-04-13' });
    connection.visibilityChanged();
    assert.equal(page.received.at(-1)?.day, '2026-04-13');
    connection.dispose();
  });

  for (const strange of [
    undefined,
    null,
    'ready',
    7,
    {},
    { type: 'runCommand', command: 'rm' },
    { type: 'editTask' },
  ]) {
    it(`logs and ignores ${JSON.stringify(strange)}`, async () => {
      const { page, logged, connection, labels } = connected(() => assert.fail('must not be handled'));
      page.post(strange);
      await settled();
      assert.deepEqual(labels(), []);
      assert.equal(logged.length, 1);
      connection.dispose();
    });
  }

  it('logs a failing handler and a failing state, and continues', async () => {
    const { page, states, logged, connection, labels } = connected(async () => {
      throw new Error('No.');
    });
    page.post({ type: 'ready' });
    page.post({ type: 'undo' });
    await settled();
    assert.match(logged[0] ?? '', /undo/);
    states.broken = true;
    connection.visibilityChanged();
    assert.match(logged[1] ?? '', /state of the record page/);
    states.broken = false;
    connection.visibilityChanged();
    assert.equal(labels().length >= 2, true);
    connection.dispose();
  });

  it('tells the page why there is no state, and sends the next one', async () => {
    const { page, states, connection, labels } = connected();
    page.post({ type: 'ready' });
    await settled();
    states.broken = true;
    connection.visibilityChanged();
    states.broken = false;
    const whole = states.state.bind(states);
    states.state = () => ({ ...whole(undefined), day: '+012026-04-11' });
    connection.visibilityChanged();
    states.state = whole;
    connection.visibilityChanged();
    const [made, fitted, ...more] = page.withoutState;
    assert.match(`${made?.message} ${made?.nextStep}`, /because of an error\. .*Reload the window/);
    assert.match(fitted?.message ?? '', /^This day can't be shown: day can't be read\./);
    assert.deepEqual([more, labels()], [[], ['0', '0']]);
    connection.dispose();
  });

  it('receives and sends nothing after its end', async () => {
    const { page, states, connection, labels } = connected();
    page.post({ type: 'ready' });
    states.change();
    connection.dispose();
    states.change();
    page.post({ type: 'showDay', day: '2026-04-02' });
    await settled();
    assert.deepEqual(labels(), ['0']);
  });
});

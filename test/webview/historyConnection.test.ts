import assert from 'node:assert/strict';
import {
  firstQuery,
  type HistoryMessage,
  type HistoryQuery,
  type RecordCard,
} from '../../src/core/page/historyProtocol';
import type { Perform } from '../../src/editor/actions/performer';
import { HistoryConnection, type HistoryAnswers } from '../../src/editor/pages/historyConnection';
import type { PageHost } from '../../src/editor/pages/pageLink';
import { AskedHistory, pastTasks } from './historyStates';

/** A webview as VS Code has it: messages to it are lost while it is hidden. */
class FakePage implements PageHost {
  visible = true;
  readonly received: HistoryMessage[] = [];
  private say: (message: unknown) => unknown = () => undefined;

  readonly webview = {
    onDidReceiveMessage: (listener: (message: unknown) => unknown) => {
      this.say = listener;
      return { dispose: () => (this.say = () => undefined) };
    },
    postMessage: async (message: HistoryMessage) => {
      if (this.visible) {
        this.received.push(message);
      }
      return this.visible;
    },
  };

  post(message: unknown): void {
    this.say(message);
  }
}

const card: RecordCard = { title: 'Week', figures: [], barsTitle: 'Highest', bars: [], notes: [] };

class FakeAnswers implements HistoryAnswers {
  broken = false;
  readonly asked: HistoryQuery[] = [];
  private readonly history = new AskedHistory(pastTasks(260, 100));
  private readonly listeners = new Set<() => void>();

  state(query: HistoryQuery) {
    if (this.broken) {
      throw new Error('The store has no answer.');
    }
    this.asked.push(query);
    return this.history.state(query);
  }

  rows(query: HistoryQuery, from: number) {
    return this.history.rows(this.history.state(query), from);
  }

  card(from: string): RecordCard | null {
    return from === '2026-04-06' ? card : null;
  }

  onDidChange(listener: () => void) {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  }

  change(): void {
    this.listeners.forEach((listener) => listener());
  }
}

const all: HistoryQuery = { ...firstQuery, timeframe: 'all' };

function connected(perform: Perform = async () => undefined, query?: HistoryQuery) {
  const page = new FakePage();
  const answers = new FakeAnswers();
  const logged: string[] = [];
  const log = {
    info: (message: string) => logged.push(message),
    warn: (message: string) => logged.push(message),
    error: (message: string | Error) => logged.push(String(message)),
  };
  const connection = new HistoryConnection(page, { answers, perform, log }, query);
  return { page, answers, logged, connection };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function until(fact: () => boolean): Promise<void> {
  while (!fact()) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

describe('connection of the history page', () => {
  it('says nothing before the page is ready, then what it was asked last, or this week', async () => {
    const { page, answers, connection } = connected();
    connection.visibilityChanged();
    assert.deepEqual(answers.asked, []);
    page.post({ type: 'ready' });
    page.post({ type: 'showHistory', query: all });
    page.post({ type: 'ready' });
    await settled();
    assert.deepEqual(answers.asked, [firstQuery, all, all]);
    assert.deepEqual(
      page.received.map(({ type }) => type),
      ['history', 'history', 'history'],
    );
    connection.dispose();
  });

  it('begins with the query that the page kept over a reload', async () => {
    const { page, answers, connection } = connected(undefined, all);
    page.post({ type: 'ready' });
    await settled();
    assert.deepEqual(answers.asked, [all]);
    connection.dispose();
  });

  it('shows the week it is asked for from its top, each time, with all its tasks', async () => {
    const narrowed: HistoryQuery = {
      ...all,
      search: 'shop',
      filters: { project: ['shop'] },
      calendarYear: 2025,
    };
    const { page, answers, connection } = connected(undefined, narrowed);
    page.post({ type: 'ready' });
    const week = { ...firstQuery, timeframe: 'week', anchor: '2026-04-03' } as const;
    for (const time of [1, 2]) {
      connection.showWeek('2026-04-03');
      assert.deepEqual(answers.asked.at(-1), week);
      assert.ok(page.received.length === 1 + time);
      page.post({ type: 'showHistory', query: narrowed });
      page.received.pop();
    }
    connection.showWeek('2026-04-03');
    answers.change();
    await until(() => page.received.length > 4);
    assert.deepEqual(
      page.received.map((message) => message.type === 'history' && message.fromTop === true),
      [false, true, true, true, false],
    );
    connection.dispose();
  });

  it('has the week it was asked for while the page was hidden once that is back', async () => {
    const { page, answers, connection } = connected(undefined, all);
    page.post({ type: 'ready' });
    page.visible = false;
    connection.showWeek('2026-04-03');
    assert.equal(answers.asked.length, 1);
    page.visible = true;
    connection.visibilityChanged();
    page.post({ type: 'ready' });
    await settled();
    assert.deepEqual(
      answers.asked.map(({ timeframe, anchor }) => [timeframe, anchor]),
      [['all', null], ...Array.from({ length: 2 }, () => ['week', '2026-04-03'])],
    );
    connection.dispose();
  });

  it('makes one state of a burst of changes, and none while hidden', async () => {
    const { page, answers, connection } = connected();
    page.post({ type: 'ready' });
    for (let change = 0; change < 50; change += 1) {
      answers.change();
    }
    await until(() => page.received.length > 1);
    assert.equal(page.received.length, 2);
    page.visible = false;
    answers.change();
    connection.visibilityChanged();
    assert.equal(answers.asked.length, 2);
    page.visible = true;
    connection.visibilityChanged();
    assert.equal(answers.asked.length, 3);
    connection.dispose();
  });

  it('sends further rows of the leaderboard that is shown, and none of an older one', async () => {
    const { page, connection } = connected(undefined, all);
    page.post({ type: 'ready' });
    await settled();
    const [shown] = page.received;
    assert.ok(shown?.type === 'history');
    page.post({ type: 'leaderboardRows', revision: shown.state.revision, from: 200 });
    page.post({ type: 'leaderboardRows', revision: shown.state.revision + 1, from: 200 });
    await settled();
    const rows = page.received.slice(1);
    assert.equal(rows.length, 1);
    assert.ok(rows[0]?.type === 'leaderboardRows' && rows[0].from === 200 && rows[0].rows.length === 60);
    connection.dispose();
  });

  it('answers a request for a picture with what it shows, or that there is nothing to show', async () => {
    const { page, connection } = connected(() => assert.fail('must not be handled'));
    page.post({ type: 'pictureOf', from: '2026-04-06', to: '2026-04-12', use: 'save' });
    page.post({ type: 'pictureOf', from: '2026-04-07', to: '2026-04-07', use: 'copy' });
    await settled();
    assert.deepEqual(page.received, [
      { type: 'recordCard', card, use: 'save' },
      { type: 'recordCard', card: null, use: 'copy' },
    ]);
    connection.dispose();
  });

  it('passes other intents on as actions', async () => {
    const performed: unknown[] = [];
    const { page, connection } = connected(async (name, given) => void performed.push([name, given]));
    const intents = [
      { type: 'openDay', day: '2026-04-02' },
      { type: 'openTask', id: 'one', day: '2026-04-02' },
      { type: 'publishRecord', from: '2026-04-06', to: '2026-04-12' },
      { type: 'exportTimeSheet', from: '2026-04-06', to: '2026-04-12' },
      { type: 'openRecord' },
      { type: 'saveChart', name: 'Factors', format: 'svg', data: '<svg/>' },
    ];
    intents.forEach((intent) => page.post(intent));
    await settled();
    assert.deepEqual(
      performed,
      intents.map((intent) => [intent.type, intent]),
    );
    connection.dispose();
  });

  for (const strange of [
    undefined,
    'ready',
    { type: 'showHistory' },
    { type: 'showHistory', query: { ...all, timeframe: 'decade' } },
    { type: 'openDay', day: '2026-02-31' },
    { type: 'pictureOf', from: '2026-04-06', to: 'HIDDEN', use: 'save' },
    { type: 'saveChart', name: 'x', format: 'exe', data: 'x' },
    { type: 'leaderboardRows', revision: 1, from: -1 },
    { type: 'deleteTask', id: 'one' },
  ]) {
    it(`logs and ignores ${JSON.stringify(strange)}`, async () => {
      const { page, logged, connection } = connected(() => assert.fail('must not be handled'));
      page.post(strange);
      await settled();
      assert.deepEqual([page.received, logged.length], [[], 1]);
      connection.dispose();
    });
  }

  it('tells the page why there is no state, and sends the next one', async () => {
    const { page, answers, logged, connection } = connected();
    answers.broken = true;
    page.post({ type: 'ready' });
    await settled();
    const [said] = page.received;
    assert.ok(said?.type === 'noState');
    assert.match(`${said.message} ${said.nextStep}`, /because of an error\. .*Reload the window/u);
    assert.match(logged[0] ?? '', /Could not make the state of the history page/u);
    answers.broken = false;
    connection.visibilityChanged();
    assert.equal(page.received[1]?.type, 'history');
    connection.dispose();
  });

  it('receives and sends nothing after its end', async () => {
    const { page, answers, connection } = connected();
    page.post({ type: 'ready' });
    answers.change();
    connection.dispose();
    answers.change();
    page.post({ type: 'showHistory', query: all });
    await settled();
    assert.equal(page.received.length, 1);
  });
});

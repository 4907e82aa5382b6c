import type { HistoryQuery, HistoryState } from '../src/core/page/historyProtocol';
import { AskedHistory, daysAgo, pastTasks } from '../test/webview/historyStates';
import { PageHarness, type LoadedPage } from '../test/webview/pageHarness';
import { median, milliseconds, quantile, thousands } from './figures';
import { atMost, report, type Goal } from './outcome';

const tasks = 20_000;
const days = 3_000;
const runs = 12;
const warmUps = 3;
const longTaskMs = 50;
const readyMs = 300;
const changeMs = 100;
const scrollSteps = 200;

const timeframes: readonly Partial<HistoryQuery>[] = [
  { timeframe: 'week' },
  { timeframe: 'month' },
  { timeframe: 'quarter' },
  { timeframe: 'year' },
  { timeframe: 'all' },
  { timeframe: 'custom', custom: { from: daysAgo(399), to: daysAgo(0) } },
];

interface MadeState {
  readonly state: HistoryState;
  /** What the extension took to make it. */
  readonly ms: number;
}

function made(history: AskedHistory, query: Partial<HistoryQuery>): MadeState {
  const start = performance.now();
  const state = history.state(query);
  return { state, ms: performance.now() - start };
}

/** From the arrival of the message, which is parsed first, to its layout; painting comes after. */
function drawn(page: LoadedPage, state: HistoryState): Promise<number> {
  return page.tab.evaluate(
    (message) => {
      const start = performance.now();
      window.dispatchEvent(new MessageEvent('message', { data: message }));
      document.body.getBoundingClientRect();
      return performance.now() - start;
    },
    { type: 'history', state } as const,
  );
}

async function readyTimes(harness: PageHarness, history: AskedHistory): Promise<number[]> {
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    const page = await harness.open('history', { isOwn: true });
    const { state, ms } = made(history, { timeframe: 'all' });
    times.push(ms + (await drawn(page, state)));
    await page.close();
  }
  return times;
}

async function changeTimes(page: LoadedPage, history: AskedHistory): Promise<number[]> {
  const times: number[] = [];
  for (let run = 0; run < warmUps + runs; run += 1) {
    for (const query of timeframes) {
      const { state, ms } = made(history, query);
      const all = ms + (await drawn(page, state));
      if (run >= warmUps) {
        times.push(all);
      }
    }
  }
  return times;
}

/** Scrolls through the whole leaderboard, a frame at a time. @returns the longest tasks of the page's thread */
function scrollTasks(page: LoadedPage): Promise<number[]> {
  return page.tab.evaluate(async (steps) => {
    const found: number[] = [];
    const observer = new PerformanceObserver((list) =>
      list.getEntries().forEach(({ duration }) => found.push(duration)),
    );
    observer.observe({ type: 'longtask' });
    const place = document.querySelector('.leaderboard');
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    for (let step = 0; step <= steps; step += 1) {
      place?.scrollTo({ top: (place.scrollHeight * step) / steps });
      await frame();
    }
    await frame();
    const shown = document.querySelector('.leaderboard tr[data-index="19999"]');
    if (shown === null) {
      throw new Error('Expected to have scrolled to the last row');
    }
    observer.takeRecords().forEach(({ duration }) => found.push(duration));
    observer.disconnect();
    return found;
  }, scrollSteps);
}

/** Answers requests for rows as the extension does, a message later. */
async function answerRows(page: LoadedPage, state: HistoryState): Promise<void> {
  await page.tab.evaluate(
    ({ rows, revision }) => {
      const push = window.posted.push.bind(window.posted);
      window.posted.push = (...messages: unknown[]) => {
        for (const message of messages) {
          if (typeof message === 'object' && message !== null && 'from' in message) {
            const from = Number(message.from);
            const answer = Array.from({ length: 200 }, (_, index) => ({
              ...rows[index % rows.length],
              id: `row-${from + index}`,
            }));
            setTimeout(() =>
              window.postMessage({ type: 'leaderboardRows', revision, from, rows: answer }, '*'),
            );
          }
        }
        return push(...messages);
      };
    },
    { rows: state.leaderboard.rows, revision: state.revision },
  );
}

async function measure(): Promise<void> {
  const history = new AskedHistory(pastTasks(tasks, days));
  const harness = await PageHarness.start();
  const goals: Goal[] = [];
  const rows: string[][] = [];
  try {
    const ready = await readyTimes(harness, history);
    const page = await harness.open('history', { isOwn: true });
    const all = made(history, { timeframe: 'all' }).state;
    const changes = await changeTimes(page, history);
    await drawn(page, all);
    await answerRows(page, all);
    const longTasks = await scrollTasks(page);
    await page.close();
    const longest = Math.max(0, ...longTasks);
    for (const [name, times] of [
      ['ready', ready],
      ['another timeframe', changes],
    ] as const) {
      rows.push([name, milliseconds(median(times)), milliseconds(quantile(times, 0.95))]);
    }
    goals.push(
      atMost('ready, p50', median(ready), readyMs, milliseconds),
      atMost('another timeframe, p95', quantile(changes, 0.95), changeMs, milliseconds),
    );
    rows.push([
      'longest task while scrolling',
      longest === 0 ? `< ${longTaskMs} ms` : milliseconds(longest),
      '',
    ]);
    goals.push(atMost('longest task while scrolling the leaderboard', longest, longTaskMs, milliseconds));
  } finally {
    await harness.stop();
  }
  report({
    title: `The history page over ${thousands(tasks)} tasks on ${thousands(days)} days`,
    head: ['', 'p50', 'p95'],
    rows,
    goals,
    notes: [
      'Making the state in the extension, parsing and drawing it in headless Chromium with its layout, without painting.',
      `Ready: a page just loaded, all of the record, in p95 the first of all with its cold code. Another timeframe: week, month, quarter, year, all, 400 days, in turns.`,
      `Scrolling: ${scrollSteps} frames from the first row to the last. A task below ${longTaskMs} ms isn’t reported by the browser.`,
    ],
  });
}

void measure();

import { hostMessageSchema, type RecordState } from '../src/core/page/protocol';
import { PageHarness, type LoadedPage } from '../test/webview/pageHarness';
import { manyRows, state } from '../test/webview/states';
import { firstPaint } from './firstPaint';
import { median, milliseconds, quantile, ratio, thousands } from './figures';
import { atMost, report, type Goal } from './outcome';

const sizes = [50, 1_000] as const;
const runs = 40;
const warmUps = 10;
const paintRuns = 20;
const paintWarmUps = 3;
/** Of a screen that shows sixty a second. */
const frameMs = 1000 / 60;

interface Times {
  /** Taking in a state that arrives again, as it does each time anything in the record changes. */
  readonly unchanged: readonly number[];
  readonly changed: readonly number[];
  /** The same page's markup given to the browser as text. */
  readonly anew: readonly number[];
  readonly step: readonly number[];
}

/** The day as it is, and with another figure in one row. */
function states(size: number): readonly [RecordState, RecordState] {
  const rows = manyRows(size);
  const changed = rows.map((row, index) => (index === 7 ? { ...row, aiMinutes: row.aiMinutes + 1 } : row));
  return [state(rows), state(changed)];
}

/** Layout included; what the browser paints afterwards is not. */
async function measured(page: LoadedPage, size: number): Promise<Times> {
  const [first, second] = states(size).map((each) => hostMessageSchema.parse({ type: 'state', state: each }));
  await page.tab.locator('tbody tr [data-column="title"]').first().focus();
  return page.tab.evaluate(
    ({ first, second, count }) => {
      const timed = (work: () => void): number => {
        const start = performance.now();
        work();
        document.body.getBoundingClientRect();
        return performance.now() - start;
      };
      const show = (message: unknown) => window.dispatchEvent(new MessageEvent('message', { data: message }));
      const press = (key: string) =>
        document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
      const beside = document.createElement('div');
      const times: Record<'unchanged' | 'changed' | 'anew' | 'step', number[]> = {
        unchanged: [],
        changed: [],
        anew: [],
        step: [],
      };
      for (let run = 0; run < count; run += 1) {
        times.unchanged.push(timed(() => show(first)));
        times.changed.push(timed(() => show(second)));
        show(first);
        const place = document.activeElement;
        times.step.push(timed(() => press(run % 2 === 0 ? 'ArrowDown' : 'ArrowUp')));
        if (document.activeElement === place) {
          throw new Error('Expected the key to move to another row');
        }
        const markup = document.querySelector('main')?.innerHTML ?? '';
        document.body.append(beside);
        times.anew.push(timed(() => (beside.innerHTML = markup)));
        beside.remove();
        document.body.getBoundingClientRect();
      }
      return times;
    },
    { first, second, count: warmUps + runs },
  );
}

async function measure(): Promise<void> {
  const harness = await PageHarness.start();
  const painted: number[] = [];
  const rows: string[][] = [];
  const goals: Goal[] = [];
  try {
    const message = hostMessageSchema.parse({ type: 'state', state: states(sizes[0])[0] });
    for (let run = 0; run < paintWarmUps + paintRuns; run += 1) {
      painted.push(await firstPaint(harness, message, sizes[0]));
    }
    for (const size of sizes) {
      const page = await harness.open('record', { isOwn: true });
      await page.show(states(size)[0]);
      const times = await measured(page, size);
      await page.close();
      const of = (name: keyof Times) => times[name].slice(warmUps);
      rows.push([
        thousands(size),
        ...(['unchanged', 'changed', 'anew'] as const).map((name) => milliseconds(median(of(name)))),
        ratio(median(of('changed')) / median(of('anew'))),
        milliseconds(median(of('step'))),
        milliseconds(quantile(of('step'), 0.95)),
      ]);
      goals.push(
        atMost(
          `a change drawn ÷ the same markup drawn anew (${thousands(size)} rows)`,
          median(of('changed')) / median(of('anew')),
          1,
          ratio,
        ),
        atMost(`a step by keyboard (${thousands(size)} rows)`, median(of('step')), frameMs, milliseconds),
      );
    }
  } finally {
    await harness.stop();
  }
  report({
    title: 'The record page',
    head: [
      'rows',
      'same state again, p50',
      'one figure changed, p50',
      'markup anew, p50',
      'changed ÷ anew',
      'a step by keyboard, p50',
      'p95',
    ],
    rows,
    goals,
    notes: [
      `From the beginning of loading the page to its first frame with ${sizes[0]} rows: ${milliseconds(median(painted.slice(paintWarmUps)))}, median of ${paintRuns} after ${paintWarmUps}, each in a browser context of its own, answered as soon as the page says that it is ready.`,
      `${runs} of each in turns after ${warmUps} to warm up, in headless Chromium: the page’s thread with its layout, without painting.`,
      'Anew is what setting innerHTML to the same markup takes, without any check of what arrives.',
    ],
  });
}

void measure();

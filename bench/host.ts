import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startTaskChanges } from '../src/core/task/actions';
import { median, milliseconds, thousands } from './figures';
import type { HostFigures, Keystrokes } from './host/hostEntry';
import { addToRecord, startHost } from './host/startHost';
import { atMost, environment, report } from './outcome';
import { linkFiles, preparedRecord } from './recordFolder';

const runs = Number(process.env['BENCH_HOST_RUNS'] ?? 5);
const situations = [
  ['empty', undefined],
  ['20,000 tasks', 20_000],
] as const;

/** Starts VS Code with the extension and the probe, the record in the extension's global storage. */
async function start(size: number | undefined, typing: boolean): Promise<HostFigures> {
  const found: HostFigures = JSON.parse(
    await startHost({
      entry: 'hostEntry.js',
      environment: { BENCH_TYPING: typing ? 'yes' : 'no' },
      prepare: ({ storage, extensions }) => {
        installProbe(join(extensions, 'leverage-record.bench-probe-0.0.0'));
        installBare(join(extensions, 'leverage-record.bench-bare-0.0.0'));
        if (size !== undefined) {
          const now = Date.now();
          linkFiles(preparedRecord(size), storage);
          // To type a prompt for.
          addToRecord(
            storage,
            startTaskChanges('bench-open-task', { title: 'Measure a keystroke' }, now),
            now,
          );
        }
      },
    }),
  );
  return found;
}

/** As an installed extension: not every VS Code takes more than one in development. */
function installProbe(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const name of ['package.json', 'probe.js']) {
    copyFileSync(join(environment('BENCH_OUT'), 'host', name), join(folder, name));
  }
}

function installBare(folder: string): void {
  const built = join(environment('BENCH_OUT'), 'host');
  mkdirSync(folder, { recursive: true });
  copyFileSync(join(built, 'bare/package.json'), join(folder, 'package.json'));
  copyFileSync(join(built, 'bare.js'), join(folder, 'bare.js'));
}

async function measure(): Promise<void> {
  const found = new Map<string, HostFigures[]>(situations.map(([name]) => [name, []]));
  for (let count = 0; count < runs; count += 1) {
    for (const [name, size] of situations) {
      found.get(name)?.push(await start(size, size !== undefined && count === runs - 1));
    }
  }
  const figure = (name: string, of: (figures: HostFigures) => number) =>
    median((found.get(name) ?? []).map(of));
  const typed = situations.flatMap(([name]) =>
    (found.get(name) ?? []).flatMap(({ keystrokes }) => keystrokes.map((each) => ({ name, ...each }))),
  );
  const [first] = found.get('empty') ?? [];
  report({
    title: 'In the extension host',
    head: [
      'record',
      'loading the bundle',
      'activate returns after',
      'both',
      'both, processor time',
      'both, of a bare extension',
      'activated after',
      'status right after',
      'record open after',
      'status',
    ],
    rows: situations.map(([name]) => [
      name,
      milliseconds(figure(name, (each) => each.loadMs)),
      milliseconds(figure(name, (each) => each.returnedMs)),
      milliseconds(figure(name, startOf)),
      milliseconds(figure(name, (each) => each.startCpuMs)),
      milliseconds(figure(name, (each) => each.bareMs)),
      milliseconds(figure(name, (each) => each.settledMs)),
      milliseconds(figure(name, (each) => each.statusMs)),
      milliseconds(figure(name, (each) => each.confirmedMs)),
      (found.get(name) ?? [])[0]?.statusText ?? '',
    ]),
    goals: [
      ...situations.flatMap(([name]) => [
        atMost(
          `activate returns (${name})`,
          figure(name, (each) => each.returnedMs),
          30,
          milliseconds,
        ),
        atMost(`loading and activate (${name})`, figure(name, startOf), 45, milliseconds),
      ]),
      atMost(
        'status right (20,000 tasks)',
        figure('20,000 tasks', (each) => each.statusMs),
        500,
        milliseconds,
      ),
      atMost(
        'status confirmed by the record (20,000 tasks)',
        figure('20,000 tasks', (each) => each.confirmedMs),
        500,
        milliseconds,
      ),
      ...typed.map(({ name, document, microseconds }) =>
        atMost(`a keystroke, ${document} (${name})`, microseconds, 20, inMicroseconds),
      ),
    ],
    notes: [
      `Medians of ${runs} starts each, in turns; VS Code ${first?.vscode ?? ''}, extension host on Node.js ${first?.node ?? ''}, the bundle as shipped.`,
      'The bare extension registers one command and does nothing else, in the same starts.',
      'The status is right when the status bar item gets the text that it then keeps; counted from the start of activate. Until the record is open it shows what the window remembers, and its tooltip and what a screen reader says tell that the record is being opened.',
      ...typed.map(
        ({ name, ...each }) =>
          `${thousands(each.typed)} keystrokes in a ${each.document} document (${name}): ${eventsOf(each)}; two listeners that do nothing, called after ours, took ${inMicroseconds(each.idleMicroseconds)} together.`,
      ),
    ],
  });
}

function startOf({ loadMs, returnedMs }: HostFigures): number {
  return loadMs + returnedMs;
}

function inMicroseconds(value: number): string {
  return `${value.toFixed(1)} µs`;
}

function eventsOf({ byEvent }: Keystrokes): string {
  return byEvent
    .map(
      ({ event, calls, microseconds }) =>
        `${event} ${inMicroseconds(microseconds)} (${thousands(calls)} calls)`,
    )
    .join(', ');
}

void measure();

import { writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import * as vscode from 'vscode';
import { median } from '../figures';
import { environment } from '../outcome';
import type { ListenerTime, Observed, StatusChange } from './observed';
import { timedListener } from './timedListener';

/** What one start of VS Code showed. */
export interface HostFigures {
  readonly vscode: string;
  readonly node: string;
  readonly loadMs: number;
  /** Processor time of loading and activating: without waiting for the other threads and programs of the machine. */
  readonly startCpuMs: number;
  readonly returnedMs: number;
  readonly settledMs: number;
  /** Loading and activating an extension that does nothing. */
  readonly bareMs: number;
  /** From the start of `activate` to the last change of the status bar item's text. */
  readonly statusMs: number;
  /** The same, to the last change of what a screen reader says, which no longer tells of the record being opened. */
  readonly confirmedMs: number;
  readonly statusText: string;
  readonly keystrokes: readonly Keystrokes[];
}

export interface Keystrokes {
  readonly document: string;
  readonly typed: number;
  /** Per keystroke, all listeners of the extension together: the median of the averages of small batches. */
  readonly microseconds: number;
  /** The same of listeners that do nothing: what being measured takes. */
  readonly idleMicroseconds: number;
  readonly byEvent: readonly {
    readonly event: string;
    readonly calls: number;
    readonly microseconds: number;
  }[];
}

const quietMs = 1_500;
const keystrokes = 5_000;
const perBatch = 100;
const warmUp = 200;

/** VS Code calls this in its extension host. */
export async function run(): Promise<void> {
  const observed = await observedExtension();
  const activation = await until('the extension to be active', () => observed.activation);
  const bare = await until('the bare extension to be active', () => observed.bare.activation);
  const isOpen = ({ value }: StatusChange): boolean => !value.includes('opening');
  const confirmed = await settled(observed, 'accessibilityInformation', isOpen);
  const status = await settled(observed, 'text', () => true);
  const figures: HostFigures = {
    vscode: vscode.version,
    node: process.version,
    loadMs: observed.loadMs ?? Number.NaN,
    startCpuMs: (observed.loadCpuMs ?? Number.NaN) + activation.returnedCpuMs,
    returnedMs: activation.returnedMs,
    settledMs: activation.settledMs,
    bareMs: (observed.bare.loadMs ?? Number.NaN) + bare.returnedMs,
    statusMs: status.at - activation.startedAt,
    confirmedMs: confirmed.at - activation.startedAt,
    statusText: status.value,
    keystrokes:
      environment('BENCH_TYPING') === 'yes'
        ? [await type(await ordinaryDocument(), observed), await type(await promptDocument(), observed)]
        : [],
  };
  writeFileSync(environment('BENCH_HOST_FIGURES'), JSON.stringify(figures));
}

async function observedExtension(): Promise<Observed> {
  const probe = vscode.extensions.getExtension<Observed>('leverage-record.bench-probe');
  const extension = vscode.extensions.getExtension('leverage-record.leverage-record');
  if (probe === undefined || extension === undefined) {
    throw new Error('Expected the extension and the probe to be installed');
  }
  const observed = await probe.activate();
  await extension.activate();
  return observed;
}

/** What a property of the status bar item was set to last before it stays the same for a while. */
async function settled(
  { statusChanges }: Observed,
  name: 'text' | 'accessibilityInformation',
  canBeLast: (change: StatusChange) => boolean,
): Promise<StatusChange> {
  return until('the status bar item to come to rest', () => {
    const last = statusChanges.filter(({ property }) => property === name).at(-1);
    return last && canBeLast(last) && performance.now() - last.at > quietMs ? last : undefined;
  });
}

async function ordinaryDocument(): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument({ language: 'markdown', content: '' });
  await vscode.window.showTextDocument(document);
  return document;
}

/** Opened by the extension's own command for the only open task, so that typing in it counts for that task. */
async function promptDocument(): Promise<vscode.TextDocument> {
  for (let attempt = 0; attempt < 10; attempt += 1) {
    void vscode.commands.executeCommand('leverageRecord.writePrompt');
    for (let look = 0; look < 20; look += 1) {
      await pause(200);
      const document = vscode.window.activeTextEditor?.document;
      if (document?.languageId === 'leverage-prompt') {
        return document;
      }
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    }
    // The list of tasks may have lost the focus to something that started up.
    await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
  }
  throw new Error('Write Prompt opened no prompt document');
}

/** Types in the active editor as the keyboard does, letter by letter. */
async function type(document: vscode.TextDocument, observed: Observed): Promise<Keystrokes> {
  const typeLetters = async (count: number) => {
    for (let index = 0; index < count; index += 1) {
      await vscode.commands.executeCommand('type', {
        text: index % 60 === 59 ? '\n' : 'abcdefgh '[index % 9],
      });
    }
  };
  const idle = new Map<string, ListenerTime>();
  const idleListeners = vscode.Disposable.from(
    vscode.workspace.onDidChangeTextDocument(timedListener('change', () => undefined, idle)),
    vscode.window.onDidChangeTextEditorSelection(timedListener('selection', () => undefined, idle)),
  );
  await typeLetters(warmUp);
  await pause(100);
  const batches: ReadonlyMap<string, ListenerTime>[] = [];
  const idleBatches: ReadonlyMap<string, ListenerTime>[] = [];
  for (let typed = 0; typed < keystrokes; typed += perBatch) {
    const before = document.getText().length;
    observed.listeners.clear();
    idle.clear();
    await typeLetters(perBatch);
    await until(
      'what was typed to arrive',
      () => document.getText().length >= before + perBatch || undefined,
    );
    const changes = observed.listeners.get('workspace.onDidChangeTextDocument')?.calls ?? 0;
    if (changes < perBatch) {
      throw new Error(`Expected a change event for each of ${perBatch} keystrokes, got ${changes}`);
    }
    batches.push(new Map(observed.listeners));
    idleBatches.push(new Map(idle));
  }
  idleListeners.dispose();
  const microsecondsOf = (event: string) =>
    median(batches.map((batch) => ((batch.get(event)?.ms ?? 0) * 1_000) / perBatch));
  const events = [...new Set(batches.flatMap((batch) => [...batch.keys()]))];
  return {
    document: document.languageId,
    typed: keystrokes,
    microseconds: perKeystroke(batches),
    idleMicroseconds: perKeystroke(idleBatches),
    byEvent: events.map((event) => ({
      event,
      calls: batches.reduce((sum, batch) => sum + (batch.get(event)?.calls ?? 0), 0),
      microseconds: microsecondsOf(event),
    })),
  };
}

function perKeystroke(batches: readonly ReadonlyMap<string, ListenerTime>[]): number {
  const allMs = batches.map((batch) => [...batch.values()].reduce((sum, { ms }) => sum + ms, 0));
  return median(allMs.map((ms) => (ms * 1_000) / perBatch));
}

async function until<T>(fact: string, look: () => T | undefined): Promise<T> {
  const end = performance.now() + 60_000;
  while (performance.now() < end) {
    const found = look();
    if (found !== undefined) {
      return found;
    }
    await pause(20);
  }
  throw new Error(`Waited a minute for ${fact}`);
}

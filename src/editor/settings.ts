import * as vscode from 'vscode';
import { z } from 'zod';
import { isDayStart, isZone } from '../core/day';

const section = 'leverageRecord';
const names = z.array(z.string().min(1)).max(100);

export const promptTargets = ['terminal', 'chat', 'clipboard', 'ask'] as const;
export type PromptTarget = (typeof promptTargets)[number];

/**
 * The user's settings, typed, read anew each time. Defaults live in the manifest only; a value of the wrong type or
 * range (settings.json can hold anything) counts as not set.
 */
export class Settings {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly owned = vscode.Disposable.from(
    this.changed,
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(section)) {
        this.changed.fire();
      }
    }),
  );

  /** HH:MM */
  get dayStart(): string {
    return read('dayStart', z.string().refine(isDayStart));
  }

  /** IANA zone in which days are counted. */
  get timeZone(): string {
    const chosen = read('timeZone', z.literal('').or(z.string().refine(isZone)));
    return chosen === '' ? machineZone() : chosen;
  }

  get rowDecimals(): 1 | 2 {
    return read('rowDecimals', z.literal([1, 2]));
  }

  get agentCommands(): readonly string[] {
    return read('agentCommands', names);
  }

  get quietMs(): number {
    return read('quietSeconds', z.number().min(1).max(60)) * 1000;
  }

  get thinkingThresholdMs(): number {
    return read('thinkingThresholdSeconds', z.number().min(1).max(600)) * 1000;
  }

  get promptTarget(): PromptTarget {
    return read('promptTarget', z.enum(promptTargets));
  }

  /** Globs */
  get promptFiles(): readonly string[] {
    return read('promptFiles', names);
  }

  dispose(): void {
    this.owned.dispose();
  }
}

function read<T>(key: string, schema: z.ZodType<T>): T {
  const configuration = vscode.workspace.getConfiguration(section);
  const chosen = schema.safeParse(configuration.get(key));
  return chosen.success ? chosen.data : schema.parse(configuration.inspect(key)?.defaultValue);
}

function machineZone(): string {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  // A container without zone data can answer with a name that nothing else knows.
  return isZone(zone) ? zone : 'UTC';
}

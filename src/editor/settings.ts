import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { isDayStart } from '../core/days/dayStart';
import { FolderNames } from '../core/folders/folderPath';
import {
  isAnything,
  isFlag,
  isListOf,
  isMapOf,
  isNumberFrom,
  isOneOf,
  isText,
  isTextOf,
  type Shape,
} from '../core/shapes';

const section = 'leverageRecord';
const areAliases = isMapOf(isTextOf(1, 1000), isTextOf(1));
const areFolders = isMapOf(isTextOf(1, 4000), isTextOf(1, 4000));
const areClients = isMapOf(isListOf(isTextOf(1, 4000), 200), isTextOf(1, 200));
const areTemplates = isListOf(isAnything, 100);
const areNames = isListOf(isTextOf(1), 100);

export const promptTargets = ['terminal', 'chat', 'clipboard', 'ask'] as const;
export type PromptTarget = (typeof promptTargets)[number];

/** What happens to the tasks that agents propose: asked, recorded at once, or not shown. */
export const proposalModes = ['ask', 'confirm', 'off'] as const;
export type ProposalMode = (typeof proposalModes)[number];

/**
 * The user's settings, typed. Defaults live in the manifest only; a value of the wrong type or range (settings.json can
 * hold anything) counts as not set. Read once after each change, since some are asked for on every key.
 */
export class Settings {
  private values: ReturnType<typeof readAll> | undefined;
  private zone: string | undefined;
  private names: FolderNames | undefined;
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly owned = vscode.Disposable.from(
    this.changed,
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(section)) {
        this.values = undefined;
        this.zone = undefined;
        this.names = undefined;
        this.changed.fire();
      }
    }),
  );

  /** HH:MM */
  get dayStart(): string {
    return this.current.dayStart;
  }

  /** IANA zone in which days are counted. */
  get timeZone(): string {
    // Not with the others: the calendar is asked, which isn't there yet where a window starts.
    return (this.zone ??= [this.current.timeZone, machineZone()].find(this.isZone) ?? 'UTC');
  }

  get rowDecimals(): 1 | 2 {
    return this.current.rowDecimals;
  }

  get agentCommands(): readonly string[] {
    return this.current.agentCommands;
  }

  /** Commands of the user that stand for those of agents. */
  get agentAliases(): readonly (readonly [name: string, command: string])[] {
    return this.current.agentAliases;
  }

  /** Which names of folders are one. */
  get folderNames(): FolderNames {
    return (this.names ??= new FolderNames(this.folderAliases, {
      isMac: process.platform === 'darwin',
      home: homedir(),
    }));
  }

  /** Further names of folders, with those that they stand for. */
  get folderAliases(): readonly (readonly [name: string, folder: string])[] {
    return this.current.folderAliases;
  }

  /** Clients, each with what is theirs: folders, projects or workstreams. */
  get clients(): readonly { readonly name: string; readonly places: readonly string[] }[] {
    return this.current.clients;
  }

  /** Templates of published documents, as they are written: each is checked where it is chosen. */
  get templates(): readonly unknown[] {
    return this.current.templates;
  }

  get quietMs(): number {
    return this.current.quietMs;
  }

  get thinkingThresholdMs(): number {
    return this.current.thinkingThresholdMs;
  }

  get proposals(): ProposalMode {
    return this.current.proposals;
  }

  /** Whether git may be asked what came out of a task. */
  get whatCameOut(): boolean {
    return this.current.whatCameOut;
  }

  /** Whether last week is looked back on at the beginning of a week. */
  get weeklyDigest(): boolean {
    return this.current.weeklyDigest;
  }

  /** For all windows, as if the user had done so in the settings. */
  async turnOffWeeklyDigest(): Promise<void> {
    const configuration = vscode.workspace.getConfiguration(section);
    await configuration.update('weeklyDigest', false, vscode.ConfigurationTarget.Global);
  }

  get promptTarget(): PromptTarget {
    return this.current.promptTarget;
  }

  /** Whether there is VS Code's own chat. Where the user switched it off, its commands are there and do nothing. */
  get hasChat(): boolean {
    return vscode.workspace.getConfiguration('chat').get('disableAIFeatures') !== true;
  }

  /** Globs */
  get promptFiles(): readonly string[] {
    return this.current.promptFiles;
  }

  /** Whether transcripts may be read, in which further folders (by agent), and with their text. */
  get transcripts(): ReturnType<typeof readAll>['transcripts'] {
    return this.current.transcripts;
  }

  /** @param isZone asks the calendar */
  constructor(private readonly isZone: (text: string) => boolean) {}

  dispose(): void {
    this.owned.dispose();
  }

  private get current(): ReturnType<typeof readAll> {
    return (this.values ??= readAll());
  }
}

function readAll() {
  const configuration = vscode.workspace.getConfiguration(section);
  // Lists are copied: those of VS Code are proxies, which are slow to ask and can't be sent to a worker.
  const read = <T>(key: string, isRight: Shape<T>): T => {
    const found = [configuration.get(key), configuration.inspect(key)?.defaultValue].find(isRight);
    if (found === undefined) {
      throw new TypeError(`${section}.${key}`);
    }
    return found;
  };
  return {
    dayStart: read('dayStart', (value): value is string => isText(value) && isDayStart(value)),
    /** Not checked; empty: the machine's own. */
    timeZone: read('timeZone', isText),
    rowDecimals: read('rowDecimals', isOneOf([1, 2])),
    agentCommands: [...read('agentCommands', areNames)],
    agentAliases: Object.entries(read('agentAliases', areAliases)),
    folderAliases: Object.entries(read('folderAliases', areFolders)),
    clients: Object.entries(read('clients', areClients)).map(([name, places]) => ({
      name,
      places: [...places],
    })),
    templates: read('templates', areTemplates),
    quietMs: read('quietSeconds', isNumberFrom(1, 60)) * 1000,
    thinkingThresholdMs: read('thinkingThresholdSeconds', isNumberFrom(1, 600)) * 1000,
    proposals: read('proposals', isOneOf(proposalModes)),
    whatCameOut: read('whatCameOut', isFlag),
    weeklyDigest: read('weeklyDigest', isFlag),
    promptTarget: read('promptTarget', isOneOf(promptTargets)),
    promptFiles: [...read('promptFiles', areNames)],
    transcripts: {
      read: read('transcripts.read', isFlag),
      folders: Object.fromEntries(
        Object.entries(read('transcripts.folders', isMapOf(areNames))).map(([agent, paths]) => [
          agent,
          [...paths],
        ]),
      ),
      keepFirstLine: read('transcripts.keepFirstLine', isFlag),
    },
  };
}

function machineZone(): string {
  // A container without zone data can answer with a name that nothing else knows.
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

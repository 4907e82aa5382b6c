import './core/schemasWithoutEval';
import { randomUUID } from 'node:crypto';
import { existsSync, realpathSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { ClaudeHooks, claudeSettingsFiles, spoolFolderOf } from './agents/hooks/claudeHooks';
import { managedSettingsFiles } from './agents/hooks/hookObstacles';
import type { TranscriptTask } from './agents/threads/transcriptMessages';
import { TranscriptsInWorker } from './agents/threads/transcriptsInWorker';
import { CurrentDay } from './core/days/currentDay';
import { DayRollover } from './core/days/dayRollover';
import { namesByText } from './core/folders/folderPath';
import { slowTickMs } from './core/tracker/trackerState';
import { CommandPreview } from './editor/commands/commandPreview';
import { followContextFacts } from './editor/commands/contextFacts';
import { registerCommands, type CommandSurroundings } from './editor/commands/registerCommands';
import { AgentInbox } from './editor/agentInbox';
import { ContextKeys } from './editor/contextKeys';
import { DayStates } from './editor/pages/dayStates';
import { FormDrafts } from './editor/formDrafts';
import { intentHandler } from './editor/intents';
import type { PageParts } from './editor/pages/pageConnection';
import { RecordPanel } from './editor/pages/recordPanel';
import { ReportView } from './editor/pages/reportView';
import { LastPrompt } from './editor/prompts/lastPrompt';
import { PromptLens } from './editor/prompts/promptLens';
import { watchFocus } from './editor/sensors/focusSensor';
import { TerminalSensor } from './editor/sensors/terminalSensor';
import { TypingSensor } from './editor/sensors/typingSensor';
import { recordFileInWorker } from './editor/importing/recordFileInWorker';
import { Settings } from './editor/settings';
import { StatusBar } from './editor/statusBar/statusBar';
import { TranscriptFollower } from './recorder/transcripts/transcriptFollower';
import { UndoStack } from './editor/undoStack';
import { forgivingMemory } from './recorder/windowMemory';
import { createRecorder, type Recorder } from './recorder/createRecorder';
import { writeDayCounting } from './store/dayCountingFile';
import { OpeningRecordStore } from './store/openingRecordStore';
import { openRecordStore, type OpenRecordStore } from './store/openRecordStore';
import { snapshotInWorker } from './store/snapshotInWorker';

interface Running {
  readonly recorder: Recorder;
  readonly store: OpeningRecordStore;
  readonly transcripts: TranscriptsInWorker;
}
// Set in activate: deactivate gets no context, and disposables are not awaited.
let running: Running | undefined;

export function activate(context: vscode.ExtensionContext): void {
  if (vscode.l10n.bundle) {
    l10n.config({ contents: vscode.l10n.bundle });
  }
  const log = vscode.window.createOutputChannel('Leverage Record', { log: true });
  const clock = Date.now;
  const settings = new Settings();
  const memory = forgivingMemory(context.workspaceState, log);
  const store = new OpeningRecordStore(openRecord(context, log));
  const recorder = createRecorder({
    store,
    memory,
    sharedMemory: forgivingMemory(context.globalState, log),
    clock,
    newId: randomUUID,
    log,
    rules: () => ({
      bridgeMs: settings.quietMs,
      thinkingMs: settings.thinkingThresholdMs,
      sleepMs: 3 * slowTickMs,
    }),
    every: repeat,
    // A context key that nothing reads: the cheapest question that the editor itself answers.
    pingEditor: () => vscode.commands.executeCommand('setContext', 'leverageRecord.answered', true),
  });
  const transcripts = new TranscriptsInWorker({
    workerPath: context.asAbsolutePath('dist/transcriptWorker.js'),
    task: () => transcriptTask(context, settings),
    isOff: () => !settings.transcripts.read,
    indexPath: indexPath(context),
    log,
  });
  running = { recorder, store, transcripts };

  const undo = new UndoStack(store, memory);
  const drafts = new FormDrafts(memory);
  const inbox = new AgentInbox({ source: transcripts, store, prompts: recorder.prompts, settings, log });
  const lastPrompt = new LastPrompt();
  const parts = { store, recorder, undo, drafts, inbox, lastPrompt, settings, clock, newId: randomUUID };
  const terminals = new TerminalSensor(recorder.sensors, settings, clock, log);
  const preview = new CommandPreview();
  const dayRollover = new DayRollover({ today: new CurrentDay(() => settings), clock, after });
  const states = new DayStates({ ...parts, dayRollover });
  const around: CommandSurroundings = {
    log,
    recordOpened: store.whenOpened,
    runsAgent: (terminal) => terminals.runsAgent(terminal),
    sentToTerminal: (terminal, taskId) => terminals.promptSent(terminal, taskId),
    openRecord: (day) => panel.show(day),
    showInbox: () => panel.showInbox(),
    preview,
    readRecordFile: recordFileInWorker(
      vscode.Uri.joinPath(context.extensionUri, 'dist', 'recordFileWorker.js').fsPath,
    ),
    claudeHooks: claudeSettingsFiles(process.env, homedir()).map(
      (file) =>
        new ClaudeHooks(
          file,
          context.globalStorageUri.fsPath,
          context.extensionPath,
          clock,
          managedSettingsFiles(process.platform),
        ),
    ),
    extensionId: context.extension.id,
  };
  const pages: PageParts = {
    states,
    handle: intentHandler(parts, around),
    log,
  };
  const report = new ReportView(context.extensionUri, pages);
  const panel = new RecordPanel(context.extensionUri, pages);

  context.subscriptions.push(
    log,
    settings,
    recorder,
    terminals,
    transcripts,
    new TranscriptFollower({
      source: transcripts,
      store,
      recorder: recorder.transcripts,
      clock,
      log,
      every: repeat,
      realFolder,
      folderNames: () => settings.folderNames,
    }),
    readWhenQuiet(transcripts, settings, log),
    keepDayCounting(context, settings, store, log),
    new TypingSensor(recorder.sensors, settings, clock, log),
    watchFocus(recorder.sensors),
    new StatusBar({ store, recorder, clock, log, dayRollover }),
    inbox,
    lastPrompt,
    states,
    dayRollover,
    settings.onDidChange(() => dayRollover.countingChanged()),
    preview,
    new PromptLens(parts),
    registerCommands(parts, around),
    followContextFacts({ ...parts, log }, new ContextKeys()),
    report,
    panel,
    vscode.window.registerWebviewViewProvider(ReportView.id, report),
    vscode.window.registerWebviewPanelSerializer(RecordPanel.viewType, panel),
  );
}

export async function deactivate(): Promise<void> {
  await running?.recorder.flush();
  await Promise.all([running?.transcripts.close(), running?.store.close()]);
}

async function openRecord(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
): Promise<OpenRecordStore> {
  const inDist = (name: string): string => vscode.Uri.joinPath(context.extensionUri, 'dist', name).fsPath;
  try {
    const wasmBinary = readFile(inDist('sql-wasm.wasm'));
    return await openRecordStore({
      directory: context.globalStorageUri.fsPath,
      now: Date.now,
      newId: randomUUID,
      log,
      wasmBinary,
      buildSnapshot: snapshotInWorker(inDist('snapshotWorker.js'), wasmBinary),
    });
  } catch (error) {
    log.error('The record could not be opened.', error);
    throw error;
  }
}

/** Lets the command line count days as this editor does. */
function keepDayCounting(
  context: vscode.ExtensionContext,
  settings: Settings,
  store: OpeningRecordStore,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  let writing = Promise.resolve();
  const write = (): void => {
    const { timeZone, dayStart } = settings;
    // One after the other; not before the record's folder is there.
    writing = writing
      .then(() => store.whenOpened)
      .then(() => writeDayCounting(context.globalStorageUri.fsPath, { timeZone, dayStart }, randomUUID()))
      .catch((error: unknown) => log.warn('The command line was not told how days are counted.', error));
  };
  write();
  return settings.onDidChange(write);
}

/** What agents leave is read once the window has settled, and anew when the settings change what is read. */
function readWhenQuiet(
  transcripts: TranscriptsInWorker,
  settings: Settings,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  const warn = (error: unknown): void => log.warn('Transcripts were not read.', error);
  const timer = setTimeout(() => {
    transcripts.scan().catch(warn);
  }, 2_000);
  let known = JSON.stringify(settings.transcripts);
  const changes = settings.onDidChange(() => {
    const wanted = JSON.stringify(settings.transcripts);
    if (wanted !== known) {
      known = wanted;
      clearTimeout(timer);
      transcripts.restart().catch(warn);
    }
  });
  return vscode.Disposable.from(changes, new vscode.Disposable(() => clearTimeout(timer)));
}

/** @returns undefined where transcripts may not be read, or no agent can have worked (a folder without a disk). */
function transcriptTask(
  context: vscode.ExtensionContext,
  settings: Settings,
): Omit<TranscriptTask, 'stops'> | undefined {
  const { read, folders, keepFirstLine } = settings.transcripts;
  const opened = vscode.workspace.workspaceFolders ?? [];
  if (!read || (opened.length > 0 && opened.every(({ uri }) => uri.scheme !== 'file'))) {
    return undefined;
  }
  const home = homedir();
  const helperPath = context.asAbsolutePath('dist/scanWorker.js');
  const inHome = (path: string): string => path.replace(/^~(?=$|[\\/])/, home);
  return {
    environment: { home, platform: process.platform, variables: { ...process.env } },
    moreFolders: Object.fromEntries(
      Object.entries(folders).map(([agent, paths]) => [agent, paths.map(inHome)]),
    ),
    keepText: keepFirstLine,
    indexPath: indexPath(context),
    helperPath: existsSync(helperPath) ? helperPath : undefined,
    spoolFolder: spoolFolderOf(context.globalStorageUri.fsPath),
  };
}

function indexPath(context: vscode.ExtensionContext): string {
  return join(context.globalStorageUri.fsPath, 'transcripts.index');
}

/**
 * One name for each folder that is open, whatever links lead to it. Any other is left alone: only to look at it can make
 * macOS ask for permission.
 */
function realFolder(path: string): string {
  const opened = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath);
  try {
    return namesByText.isInAnyOf(opened)(path) ? realpathSync.native(path) : path;
  } catch {
    return path;
  }
}

function repeat(ms: number, work: () => void): vscode.Disposable {
  const timer = setInterval(work, ms);
  return new vscode.Disposable(() => clearInterval(timer));
}

function after(ms: number, work: () => void): vscode.Disposable {
  const timer = setTimeout(work, ms);
  return new vscode.Disposable(() => clearTimeout(timer));
}

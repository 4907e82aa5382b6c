import './core/schemasWithoutEval';
import { randomUUID } from 'node:crypto';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { CurrentDay } from './core/days/currentDay';
import { DayRollover } from './core/days/dayRollover';
import { Listeners } from './core/listeners';
import type { ShownPart } from './editor/actions/actionDeps';
import { performer } from './editor/actions/performer';
import { registerCommands } from './editor/actions/registerCommands';
import { AgentInbox } from './editor/agentInbox';
import { CommandPreview } from './editor/commands/commandPreview';
import { followContextFacts } from './editor/commands/contextFacts';
import { DayStates } from './editor/pages/dayStates';
import { FormDrafts } from './editor/commands/form/formDrafts';
import { recordFileInWorker } from './editor/importing/recordFileInWorker';
import { RecordPanel } from './editor/pages/recordPanel';
import { ReportView } from './editor/pages/reportView';
import { LastPrompt } from './editor/prompts/lastPrompt';
import { PromptLens } from './editor/prompts/promptLens';
import { watchFocus } from './editor/sensors/focusSensor';
import { TerminalSensor } from './editor/sensors/terminalSensor';
import { TypingSensor } from './editor/sensors/typingSensor';
import { Settings } from './editor/settings';
import { StatusBar } from './editor/statusBar/statusBar';
import { UndoStack } from './editor/commands/undo/undoStack';
import { claudeHooksOf } from './extension/claudeHooksOf';
import { followTranscripts } from './extension/followTranscripts';
import { keepDayCounting } from './extension/keepDayCounting';
import { openRecord } from './extension/openRecord';
import { readWhenQuiet, transcriptsOf } from './extension/readTranscripts';
import { recorderOf } from './extension/recorderOf';
import { after } from './extension/timers';
import { forgivingMemory } from './recorder/windowMemory';
import { OpeningRecordStore } from './store/openingRecordStore';

// Set in activate: deactivate gets no context, and disposables are not awaited.
let finish: (() => Promise<void>) | undefined;

export function activate(context: vscode.ExtensionContext): void {
  if (vscode.l10n.bundle) {
    l10n.config({ contents: vscode.l10n.bundle });
  }
  const log = vscode.window.createOutputChannel('Leverage Record', { log: true });
  const clock = Date.now;
  const settings = new Settings();
  const memory = forgivingMemory(context.workspaceState, log);
  const store = new OpeningRecordStore(openRecord(context, log));
  const recorder = recorderOf(context, store, settings, log);
  const transcripts = transcriptsOf(context, settings, log);
  finish = async () => {
    await recorder.flush();
    await Promise.all([transcripts.close(), store.close()]);
  };

  const { sensors, prompts } = recorder;
  const inbox = new AgentInbox({ source: transcripts, store, prompts, settings, log });
  const terminals = new TerminalSensor(sensors, settings, clock, log);
  const dayRollover = new DayRollover({ today: new CurrentDay(() => settings), clock, after });
  const preview = new CommandPreview();
  const shown = new Listeners<ShownPart>();
  const deps = {
    store,
    recorder,
    inbox,
    settings,
    log,
    clock,
    newId: randomUUID,
    dayRollover,
    preview,
    shown,
    undo: new UndoStack(store, memory),
    drafts: new FormDrafts(memory),
    lastPrompt: new LastPrompt(),
    recordOpened: store.whenOpened,
    runsAgent: terminals.runsAgent.bind(terminals),
    sentToTerminal: terminals.promptSent.bind(terminals),
    readRecordFile: recordFileInWorker(
      context.asAbsolutePath('dist/recordFileWorker.js'),
      vscode.l10n.bundle,
    ),
    claudeHooks: claudeHooksOf(context),
    extensionId: context.extension.id,
  };
  const perform = performer(deps);
  const states = new DayStates(deps);
  const pages = { states, perform, log };

  context.subscriptions.push(
    log,
    settings,
    recorder,
    terminals,
    transcripts,
    followTranscripts(transcripts, recorder.transcripts, store, settings, log),
    readWhenQuiet(transcripts, settings, log),
    keepDayCounting(context, settings, store.whenOpened, log),
    new TypingSensor(sensors, settings, clock, log),
    watchFocus(sensors),
    new StatusBar(deps),
    inbox,
    deps.lastPrompt,
    states,
    dayRollover,
    settings.onDidChange(() => dayRollover.countingChanged()),
    preview,
    new PromptLens(deps),
    registerCommands(perform),
    followContextFacts(deps),
    new ReportView(context.extensionUri, pages),
    new RecordPanel(context.extensionUri, pages, shown),
  );
}

export async function deactivate(): Promise<void> {
  await finish?.();
}

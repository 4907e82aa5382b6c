import { randomUUID } from 'node:crypto';
import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { CurrentDay } from './core/days/currentDay';
import { DayRollover } from './core/days/dayRollover';
import { inBackground } from './core/inBackground';
import { madeOnce } from './core/madeOnce';
import { registerCommands } from './editor/actions/registerCommands';
import { registerAgentTools } from './editor/agentTools/registerAgentTools';
import { CommandPreview } from './editor/commands/deps/commandPreview';
import { followContextFacts } from './editor/commands/contextFacts';
import { registerPages } from './editor/pages/registerPages';
import { onProseDraft } from './editor/prose/proseLanguage';
import { LastPrompt } from './editor/prompts/lastPrompt';
import { PromptLens } from './editor/prompts/promptLens';
import { watchFocus } from './editor/sensors/focusSensor';
import { TerminalSensor } from './editor/sensors/terminalSensor';
import { TypingSensor } from './editor/sensors/typingSensor';
import { Settings } from './editor/settings';
import { StatusBar } from './editor/statusBar/statusBar';
import { UndoStack } from './editor/undo/undoStack';
import { commandOnPath } from './extension/commandOnPath';
import { followTranscripts } from './extension/followTranscripts';
import { LateCalendar } from './extension/lateCalendar';
import { keepDayCounting } from './extension/keepDayCounting';
import { readWhenQuiet, transcriptsOf } from './extension/readTranscripts';
import { whileConfirmedAtOnce } from './extension/whileConfirmedAtOnce';
import { recorderOf } from './extension/recorderOf';
import { after } from './editor/after';
import { forgivingMemory } from './recorder/ports/windowMemory';
import { OpeningRecordStore } from './store/openingRecordStore';

// Set in activate: deactivate gets no context, and disposables are not awaited.
let finish: (() => Promise<void>) | undefined;

export function activate(context: vscode.ExtensionContext): void {
  if (vscode.l10n.bundle) {
    l10n.config({ contents: vscode.l10n.bundle });
  }
  const log = vscode.window.createOutputChannel('Leverage Record', { log: true });
  const clock = Date.now;
  const calendar = new LateCalendar();
  const settings = new Settings(calendar.isZone);
  const memory = forgivingMemory(context.workspaceState, log);
  // Loaded when the start is over, or when it is asked for: most windows show a status bar item and nothing else.
  const loaded = async <T>(part: Promise<T>): Promise<T> => {
    const [made] = await Promise.all([part, calendar.load()]);
    return made;
  };
  const store = new OpeningRecordStore(
    // The calendar while the disk is read.
    import('./extension/openRecord').then(({ openRecord }) => loaded(openRecord(context, log))),
  );
  const recorder = recorderOf(context, store, settings, log);
  const transcripts = transcriptsOf(context, settings, log);
  finish = async () => {
    await recorder.flush();
    await Promise.all([transcripts.close(), store.close()]);
  };

  const { sensors } = recorder;
  const terminals = new TerminalSensor(sensors, settings, clock, log);
  const dayRollover = new DayRollover({
    today: new CurrentDay(() => settings, calendar.dayAround),
    clock,
    after,
  });
  const preview = new CommandPreview();
  const deps = {
    store,
    recorder,
    settings,
    log,
    clock,
    memory,
    transcripts,
    newId: randomUUID,
    dayRollover,
    preview,
    undo: new UndoStack(store, memory),
    lastPrompt: new LastPrompt(),
    recordOpened: store.whenOpened,
    runsAgent: terminals.runsAgent.bind(terminals),
    sentToTerminal: terminals.promptSent.bind(terminals),
    extensionId: context.extension.id,
  };
  const onPath = commandOnPath(context, store.whenOpened, log);
  inBackground(onPath, log, 'leverage-record could not be put on the PATH of terminals.');
  const onDemand = madeOnce(async () => {
    const { makeOnDemand } = await loaded(import('./extension/onDemand'));
    const parts = makeOnDemand(context, deps);
    context.subscriptions.push(parts);
    return parts;
  });

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
    deps.lastPrompt,
    dayRollover,
    settings.onDidChange(() => dayRollover.countingChanged()),
    preview,
    new PromptLens(deps),
    registerCommands(async (name, argument) => (await onDemand()).run(name, argument)),
    registerPages(onDemand),
    registerAgentTools(onDemand, context),
    onProseDraft(async () => (await onDemand()).checkProse()),
    followContextFacts(deps),
    whileConfirmedAtOnce(deps, onDemand),
  );
}

export async function deactivate(): Promise<void> {
  await finish?.();
}

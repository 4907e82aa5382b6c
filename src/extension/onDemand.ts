import * as vscode from 'vscode';
import { inBackground } from '../core/inBackground';
import { Listeners } from '../core/listeners';
import { madeOnce } from '../core/madeOnce';
import type { DayRollover } from '../core/days/dayRollover';
import type { TranscriptSource } from '../core/transcript/source/transcriptSource';
import type { ActionDeps, ShownPart } from '../editor/commands/deps/actionDeps';
import { commandRunner, performer } from '../editor/actions/performer';
import type { RunCommand } from '../editor/actions/registerCommands';
import { agentToolCalls } from '../editor/agentTools/agentToolCalls';
import type { CallEditorTool } from '../editor/agentTools/registerAgentTools';
import { askGit } from '../editor/git/askGit';
import { whatCameOut } from '../editor/git/whatCameOut';
import { AgentInbox } from '../editor/inbox/agentInbox';
import { FormDrafts } from '../editor/commands/form/formDrafts';
import { LastTimeSheet } from '../editor/timesheet/timeSheetChoices';
import { recordFileInWorker } from '../editor/importing/recordFileInWorker';
import { editorModels } from '../editor/models/editorModels';
import { Suggesting } from '../editor/suggest/suggesting';
import { ConfirmAtOnce } from '../editor/inbox/confirmAtOnce';
import { recordProposals } from '../editor/commands/proposal/recordProposals';
import { ProposalBoard } from '../editor/inbox/proposalBoard';
import { DayStates } from '../editor/pages/dayStates';
import { DigestOfWeek } from '../editor/firstLook/weeklyDigest';
import { ExampleDay } from '../editor/firstLook/exampleDay';
import { RecordPanel } from '../editor/pages/recordPanel';
import { ReportView } from '../editor/pages/reportView';
import { forgivingMemory, type WindowMemory } from '../recorder/ports/windowMemory';
import type { HistoryPanel } from '../editor/pages/historyPanel';
import { agentConnectionsOf, examineAgentsOf } from './agentConnectionsOf';
import { takenWeeks } from './takenWeeks';
import { claudeHooksOf } from './claudeHooksOf';
import { after } from '../editor/after';

/** What there is from the start of a window on, as far as actions and pages work with it. */
export interface StartDeps extends Omit<
  ActionDeps,
  | 'inbox'
  | 'board'
  | 'example'
  | 'digest'
  | 'drafts'
  | 'shown'
  | 'whatCameOut'
  | 'suggesting'
  | 'lastTimeSheet'
  | 'models'
  | 'readRecordFile'
  | 'claudeHooks'
  | 'connections'
  | 'examineAgents'
> {
  readonly log: vscode.LogOutputChannel;
  readonly memory: WindowMemory;
  readonly dayRollover: DayRollover;
  readonly transcripts: TranscriptSource;
}

export interface OnDemand extends vscode.Disposable {
  readonly run: RunCommand;
  readonly callTool: CallEditorTool;
  readonly report: ReportView;
  readonly record: RecordPanel;
  readonly history: () => Promise<HistoryPanel>;
  /** Checks the drafts that are open, from now on; their day's record may still be opening. */
  readonly checkProse: () => Promise<void>;
}

/** Makes what a window needs only once the user asks for something: actions and pages, with all behind them. */
export function makeOnDemand(context: vscode.ExtensionContext, start: StartDeps): OnDemand {
  const { store, recorder, settings, log, memory, transcripts, clock } = start;
  const inbox = new AgentInbox({
    source: transcripts,
    store,
    prompts: recorder.prompts,
    settings,
    clock,
    log,
  });
  const connections = agentConnectionsOf(context);
  const board = new ProposalBoard({ inbox, store, settings, clock, after, log });
  const digest = new DigestOfWeek({
    store,
    settings,
    today: () => start.dayRollover.today().day,
    taken: takenWeeks(vscode.Uri.joinPath(context.globalStorageUri, 'digests').fsPath),
    memory,
    log,
  });
  const sharedMemory = forgivingMemory(context.globalState, log);
  const shown = new Listeners<ShownPart>();
  const deps = {
    ...start,
    inbox,
    board,
    digest,
    example: new ExampleDay(sharedMemory),
    lastTimeSheet: new LastTimeSheet(sharedMemory),
    shown,
    drafts: new FormDrafts(memory),
    whatCameOut: whatCameOut(settings, askGit, clock),
    models: editorModels,
    suggesting: new Suggesting({ ...start, models: editorModels }),
    readRecordFile: recordFileInWorker(
      context.asAbsolutePath('dist/recordFileWorker.js'),
      vscode.l10n.bundle,
    ),
    claudeHooks: claudeHooksOf(context),
    connections,
    examineAgents: examineAgentsOf(context, connections),
  };
  const perform = performer(deps);
  const states = new DayStates(deps);
  const pages = { states, perform, log };
  const report = new ReportView(context.extensionUri, pages, digest);
  const record = new RecordPanel(context.extensionUri, pages, shown);
  const atOnce = new ConfirmAtOnce({
    board,
    settings,
    memory,
    log,
    changes: [inbox, store],
    record: (works) => recordProposals(deps, works, { reviewed: false }),
  });
  const owned: vscode.Disposable[] = [digest, atOnce, board, inbox, states, report, record];
  const history = madeOnce(async () => {
    const { HistoryPanel } = await import('../editor/pages/historyPanel');
    const panel = new HistoryPanel(context.extensionUri, { ...deps, perform });
    owned.push(panel);
    return panel;
  });
  const showHistory = async (week?: string): Promise<void> => (await history()).show(week);
  owned.push(
    start.dayRollover.onDidTurn(() => digest.look()),
    shown.add((part) => {
      const week = typeof part === 'object' && 'week' in part ? part.week : undefined;
      if (part === 'history' || week !== undefined) {
        inBackground(showHistory(week), log, 'The history could not be opened.');
      }
    }),
  );
  let prose: Promise<vscode.Disposable> | undefined;
  return {
    run: commandRunner(perform),
    callTool: agentToolCalls(deps),
    report,
    record,
    history,
    checkProse: async () => {
      prose ??= import('../editor/prose/proseChecker').then(({ ProseChecker }) => {
        const checker = new ProseChecker(store);
        owned.push(checker);
        return checker;
      });
      await prose;
    },
    dispose: () => owned.forEach((each) => each.dispose()),
  };
}

import type * as vscode from 'vscode';
import type { AgentConnections } from '../../../agents/connect/agentConnections';
import type { ExamineAgents } from '../../../agents/doctor/examine';
import type { ClaudeHooks } from '../../../agents/hooks/claudeHooks';
import type { Listeners } from '../../../core/listeners';
import type { CommandDeps } from './commandDeps';
import type { CommandPreview } from './commandPreview';
import type { LastTimeSheet } from '../../timesheet/timeSheetChoices';
import type { FindModels } from '../../models/languageModels';
import type { ProposalBoard } from '../../inbox/proposalBoard';
import type { ExampleDay } from '../../firstLook/exampleDay';
import type { DigestOfWeek } from '../../firstLook/weeklyDigest';
import type { ReadRecordFile } from '../../importing/recordFileInWorker';
import type { RunsAgent } from '../../prompts/choosePromptTarget';
import type { SentToTerminal } from '../../prompts/sendPrompt';

/** The part of the log channel that a failed action needs. */
export type ActionLog = Pick<vscode.LogOutputChannel, 'error' | 'show'>;

/** A page, a part of the record's page or a day in it that an action leads to. */
export type ShownPart =
  | 'today'
  | 'inbox'
  | 'proposed'
  | 'history'
  | {
      /** YYYY-MM-DD */
      readonly day: string;
      /** Id of the task to go to. */
      readonly task?: string;
    }
  | {
      /** The history on the week of a day, YYYY-MM-DD. */
      readonly week: string;
    };

/** Everything actions work with; each function behind them names the few that it needs. */
export interface ActionDeps extends CommandDeps {
  readonly log: ActionLog;
  /** Settles when opening the record has ended, either way; never rejects. */
  readonly recordOpened: Promise<void>;
  readonly runsAgent: RunsAgent;
  readonly sentToTerminal: SentToTerminal;
  /** The pages listen: actions know no page, as pages know the actions. */
  readonly shown: Pick<Listeners<ShownPart>, 'tell'>;
  readonly board: ProposalBoard;
  readonly example: Pick<ExampleDay, 'hide'>;
  readonly digest: Pick<DigestOfWeek, 'dismiss' | 'turnOff'>;
  readonly preview: CommandPreview;
  readonly lastTimeSheet: LastTimeSheet;
  readonly models: FindModels;
  readonly readRecordFile: ReadRecordFile;
  /** For each of the user's settings files. */
  readonly claudeHooks: readonly ClaudeHooks[];
  readonly connections: AgentConnections;
  readonly examineAgents: ExamineAgents;
  /** Such as `publisher.name`. */
  readonly extensionId: string;
}

import type { Clock, NewId } from '../../../core/ports';
import type { Recorder } from '../../../recorder/createRecorder';
import type { RecordStore } from '../../../core/record/recordStore';
import type { AgentInbox } from '../../inbox/agentInbox';
import type { WhatCameOut } from '../../git/whatCameOut';
import type { FormDrafts } from '../form/formDrafts';
import type { LastPrompt } from '../../prompts/lastPrompt';
import type { Settings } from '../../settings';
import type { Suggesting } from '../../suggest/suggesting';
import type { UndoStack } from '../../undo/undoStack';

/** Everything commands work with; each names in its signature the few that it needs. */
export interface CommandDeps {
  readonly store: RecordStore;
  readonly recorder: Recorder;
  /** Every action of the user goes through it. */
  readonly undo: UndoStack;
  readonly drafts: FormDrafts;
  readonly inbox: AgentInbox;
  readonly lastPrompt: LastPrompt;
  readonly settings: Settings;
  readonly whatCameOut: WhatCameOut;
  readonly suggesting: Suggesting;
  readonly clock: Clock;
  readonly newId: NewId;
}

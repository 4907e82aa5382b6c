import { randomUUID } from 'node:crypto';
import { FolderNames, namesByText } from '../../../src/core/folders/folderPath';
import type { CameOut } from '../../../src/core/task/task';
import type { TranscriptSummary } from '../../../src/core/transcript/source/transcriptSource';
import { AgentInbox } from '../../../src/editor/inbox/agentInbox';
import { UndoStack } from '../../../src/editor/undo/undoStack';
import type { WhatCameOut } from '../../../src/editor/git/whatCameOut';
import type { WindowMemory } from '../../../src/recorder/ports/windowMemory';
import { createRecorder, type Recorder } from '../../../src/recorder/createRecorder';
import type { OpenRecordStore } from '../../../src/store/openRecordStore';
import { FakeTranscripts, nine } from '../../fixtures/transcripts';
import { setTask } from '../../store/recordBuilders';
import { inTemporaryFolder, openStore } from '../../store/storeInTemporaryFolder';
import { FakeTime, KeptLog, MemoryOfWindow } from '../recorder/recorderWorld';
import { defaultRules } from '../../fixtures/trackerRules';

/** One window on the record, with everything real but the editor and what agents left. */
export interface InboxWindow {
  readonly git: FakeGit;
  readonly whatCameOut: WhatCameOut;
  readonly store: OpenRecordStore;
  readonly recorder: Recorder;
  readonly undo: UndoStack;
  readonly inbox: AgentInbox;
  readonly memory: WindowMemory;
  readonly settings: FakeSettings;
  readonly clock: () => number;
  readonly newId: () => string;
}

export interface InboxWorld extends InboxWindow {
  readonly source: FakeTranscripts;
  readonly time: FakeTime;
  readonly log: KeptLog;
  /** One more window on the same record and the same transcripts. */
  readonly otherWindow: () => Promise<InboxWindow>;
}

export class FakeSettings {
  timeZone = 'Europe/Berlin';
  dayStart = '04:00';
  rowDecimals = 1 as const;
  proposals: 'ask' | 'confirm' | 'off' = 'ask';
  folderNames = namesByText;
  private readonly listeners = new Set<() => void>();

  onDidChange = (listener: () => void) => {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  };

  join(a: string, b: string): void {
    this.folderNames = new FolderNames([[a, b]]);
    this.listeners.forEach((listener) => listener());
  }

  choose(proposals: FakeSettings['proposals']): void {
    this.proposals = proposals;
    this.listeners.forEach((listener) => listener());
  }

  change(timeZone: string): void {
    this.timeZone = timeZone;
    this.listeners.forEach((listener) => listener());
  }
}

/** Answers the same of all work, and notes what it was asked. */
export class FakeGit {
  answer: CameOut | undefined;
  readonly asked: { readonly folder: string | null; readonly from: number; readonly to: number }[] = [];

  whatCameOut: WhatCameOut = ({ folder }, spans) => {
    const from = Math.min(...spans.map(({ start }) => start));
    this.asked.push({ folder, from, to: Math.max(...spans.map(({ end }) => end)) });
    return Promise.resolve(this.answer);
  };
}

/** A record with two open tasks, in the folder of the sessions, an hour after the first of them began. */
export async function inInboxWorld(
  sessions: readonly TranscriptSummary[],
  work: (world: InboxWorld) => Promise<void>,
): Promise<void> {
  await inTemporaryFolder(async (directory) => {
    const source = new FakeTranscripts(sessions);
    const time = new FakeTime(nine + 3_600_000);
    const log = new KeptLog();
    const sharedMemory = new MemoryOfWindow();
    const closing: (() => Promise<void>)[] = [];
    const open = async (): Promise<InboxWindow> => {
      const clock = (): number => time.now;
      const store = await openStore(directory, { now: clock });
      const settings = new FakeSettings();
      const memory = new MemoryOfWindow();
      const recorder = createRecorder({
        store,
        windows: store.windows,
        memory,
        sharedMemory,
        clock,
        newId: randomUUID,
        log,
        rules: () => defaultRules,
        every: time.every,
        pingEditor: () => Promise.resolve(),
      });
      const undo = new UndoStack(store, memory);
      const inbox = new AgentInbox({ source, store, prompts: recorder.prompts, settings, clock, log });
      closing.push(async () => {
        inbox.dispose();
        await recorder.flush();
        await store.close();
      });
      const git = new FakeGit();
      const { whatCameOut } = git;
      return { store, recorder, undo, inbox, memory, settings, clock, newId: randomUUID, git, whatCameOut };
    };
    try {
      const window = await open();
      await window.store.append(
        ['task-1', 'task-2'].map((id) =>
          setTask(id, { title: id, startedAt: nine, folder: '/projects/shop' }),
        ),
      );
      await work({ ...window, source, time, log, otherWindow: open });
    } finally {
      for (const close of closing) {
        await close();
      }
    }
  });
}

export function idsOf({ inbox }: Pick<InboxWindow, 'inbox'>): readonly string[] {
  return inbox.items.map(({ session }) => session.externalId);
}

/** Waits until a window's record or recorder says so. */
export function until({ store, recorder }: InboxWindow, says: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (says()) {
        listening.forEach((each) => each.dispose());
        resolve();
      }
    };
    const listening = [store.onDidChange(look), recorder.onDidChange(look)];
    look();
  });
}

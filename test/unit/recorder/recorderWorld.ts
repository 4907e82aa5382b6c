import { sessionFieldsSchema, type AgentSession } from '../../../src/core/task/agentSession';
import type { Change } from '../../../src/core/task/change';
import type { Log } from '../../../src/core/ports';
import type { RecordStore, StoreStatus } from '../../../src/core/record/recordStore';
import type { OrphanedWork, RunningWork, WindowRegistry } from '../../../src/core/tracker/windowRegistry';
import type { Coverage } from '../../../src/core/task/agentSession';
import { spanFieldsSchema, type Span } from '../../../src/core/task/span';
import { proposalFieldsSchema, type Proposal } from '../../../src/core/task/proposal';
import { untouchedDayText } from '../../../src/core/task/untouchedDayText';
import type { Task } from '../../../src/core/task/task';
import { UserError } from '../../../src/core/userError';
import type { WindowMemory } from '../../../src/recorder/ports/windowMemory';
import { createRecorder, type Recorder } from '../../../src/recorder/createRecorder';
import { openTask } from '../../fixtures/tasks';
import { defaultRules } from '../../fixtures/trackerRules';

/** A record in memory that behaves as the port says; the disk can be made to refuse writes. */
export class MemoryStore implements RecordStore {
  status: StoreStatus = { kind: 'ready', problems: [] };
  version = 0;
  full = false;
  questions = 0;
  readonly actions: (readonly Change[])[] = [];
  readonly tasks = new Map<string, Task>();
  readonly sessions = new Map<string, AgentSession>();
  readonly proposals = new Map<string, Proposal>();
  /** Deleted ones too. */
  readonly allSpans = new Map<string, Span>();
  private readonly deleted = new Set<string>();
  private readonly listeners = new Set<() => void>();

  get spans(): ReadonlyMap<string, Span> {
    return new Map([...this.allSpans].filter(([id]) => !this.deleted.has(id)));
  }

  onDidChange(listener: () => void) {
    this.listeners.add(listener);
    return { dispose: () => this.listeners.delete(listener) };
  }

  fire(): void {
    for (const listener of this.listeners) {
      listener();
    }
  }

  async append(changes: readonly Change[]) {
    await Promise.resolve();
    if (this.full) {
      throw new UserError('The disk is full. Free some space.');
    }
    this.actions.push(changes);
    for (const change of changes) {
      this.apply(change);
    }
    this.version++;
    this.fire();
    return { inverse: [] };
  }

  private apply(change: Change): void {
    const { id } = change;
    if (change.kind !== 'set') {
      // As in the record: what is deleted stays hidden, whatever is set, until it is restored.
      if (change.entity !== 'span') {
        throw new Error('The tracker deletes spans only.');
      }
      if (change.kind === 'delete') {
        this.deleted.add(id);
      } else {
        this.deleted.delete(id);
      }
      return;
    }
    // Parsed as the real store does: a first set that lacks a field is an error here too.
    if (change.entity === 'session') {
      const fields = sessionFieldsSchema.parse({ ...this.sessions.get(id), ...change.fields });
      this.sessions.set(id, { ...fields, id });
    } else if (change.entity === 'span') {
      const fields = spanFieldsSchema.parse({ ...this.allSpans.get(id), ...change.fields });
      this.allSpans.set(id, { ...fields, id });
    } else if (change.entity === 'proposal') {
      const fields = proposalFieldsSchema.parse({ ...this.proposals.get(id), ...change.fields });
      this.proposals.set(id, { ...fields, id });
    } else {
      throw new Error('The tracker does not change tasks.');
    }
  }

  task(id: string) {
    return this.tasks.get(id);
  }
  tasksById(ids: readonly string[]) {
    return new Map([...this.tasks].filter(([id]) => ids.includes(id)));
  }
  openTasks() {
    return [...this.tasks.values()];
  }
  closedTasks() {
    return [];
  }
  daySums() {
    return [];
  }
  pastTasks() {
    return [];
  }
  changedDays() {
    return { mark: 0, days: undefined };
  }
  groupedTasks() {
    return [];
  }
  taskByImportKey() {
    return undefined;
  }
  tasksByImportKeys() {
    return new Map();
  }
  spansOfTask(taskId: string) {
    this.questions++;
    return [...this.spans.values()].filter((span) => span.taskId === taskId);
  }
  spansOfSession(sessionId: string) {
    return [...this.spans.values()].filter((span) => span.sessionId === sessionId);
  }
  spansBetween(from: number, to: number) {
    this.questions++;
    return [...this.spans.values()].filter((span) => span.end > from && span.start < to);
  }
  sessionsOfTasks(taskIds: readonly string[]) {
    return taskIds.flatMap((id) => this.sessionsOfTask(id));
  }

  sessionsOfTask(taskId: string) {
    return [...this.sessions.values()].filter((session) => session.taskId === taskId);
  }
  openSessions() {
    return [...this.sessions.values()].filter((session) => session.endedAt === null);
  }
  session(id: string) {
    return this.sessions.get(id);
  }
  coverage(): Coverage[] {
    return [...this.sessions.values()].flatMap(({ id, taskId, agent, ignored, transcript }) =>
      transcript ? [{ sessionId: id, taskId, agent, ignored, ...transcript }] : [],
    );
  }
  ignoredFolders() {
    return [];
  }
  proposal(id: string) {
    return this.proposals.get(id);
  }
  openProposals() {
    return [...this.proposals.values()].filter(({ decision }) => decision === null);
  }
  dayText() {
    return untouchedDayText;
  }

  tasksWithRealEffort() {
    return [];
  }

  decidedProposals() {
    return [];
  }
}

/** The windows of a record in memory; the test decides what the others say. */
export class MemoryWindows implements WindowRegistry {
  readonly orphans: OrphanedWork[] = [];
  readonly beats: { readonly work: RunningWork; readonly at: number }[] = [];
  others: readonly RunningWork[] = [];

  async beat(work: RunningWork, at: number): Promise<void> {
    this.beats.push({ work, at });
  }
  async claimOrphans(): Promise<readonly OrphanedWork[]> {
    return this.orphans.splice(0);
  }
  async workOfOthers(): Promise<readonly RunningWork[]> {
    return this.others;
  }
}

/** Keeps values as VS Code's workspaceState does: as JSON. */
export class MemoryOfWindow implements WindowMemory {
  readonly values = new Map<string, string>();

  get(key: string): unknown {
    const text = this.values.get(key);
    return text === undefined ? undefined : JSON.parse(text);
  }

  async update(key: string, value: unknown): Promise<void> {
    if (value === undefined) {
      this.values.delete(key);
    } else {
      this.values.set(key, JSON.stringify(value));
    }
  }
}

/** A clock whose timers run when it is moved. */
export class FakeTime {
  private readonly timers = new Set<{ readonly ms: number; next: number; readonly work: () => void }>();

  constructor(public now: number) {}

  every = (ms: number, work: () => void) => {
    const timer = { ms, next: this.now + ms, work };
    this.timers.add(timer);
    return { dispose: () => this.timers.delete(timer) };
  };

  /** Lets time pass with the timers running; everything asynchronous settles at each step. */
  async pass(ms: number): Promise<void> {
    const until = this.now + ms;
    for (;;) {
      const due = [...this.timers].filter((timer) => timer.next <= until).sort((a, b) => a.next - b.next)[0];
      if (due === undefined) {
        break;
      }
      this.now = Math.max(this.now, due.next);
      due.next += due.ms;
      due.work();
      await settled();
    }
    this.now = until;
    await settled();
  }

  /** The machine sleeps, or its clock is set: no timer fires on the way. */
  jump(ms: number): void {
    this.now += ms;
    for (const timer of this.timers) {
      timer.next = this.now + timer.ms;
    }
  }
}

/** Lets everything that waits for nothing but its turn run. */
export async function settled(): Promise<void> {
  await new Promise((resolve) => {
    setImmediate(resolve);
  });
}

export class KeptLog implements Log {
  readonly errors: unknown[] = [];
  readonly warnings: string[] = [];
  info(): void {}
  warn(message: string): void {
    this.warnings.push(message);
  }
  error(message: string | Error): void {
    this.errors.push(message);
  }
}

export interface World {
  readonly store: MemoryStore;
  readonly windows: MemoryWindows;
  readonly memory: MemoryOfWindow;
  readonly time: FakeTime;
  readonly log: KeptLog;
  /** While false the editor answers nothing. */
  editorAnswers: boolean;
  /** The editor answers again, including what it was asked in between. */
  readonly answerAgain: () => Promise<void>;
  /** Starts a window's recorder, as activation does. */
  readonly open: (memory?: MemoryOfWindow) => Recorder;
}

export const someTask = openTask({ id: 'T', title: 'A task', startedAt: 0 });

export function world(now = Date.UTC(2026, 4, 11, 9)): World {
  const store = new MemoryStore();
  const windows = new MemoryWindows();
  store.tasks.set('T', someTask);
  store.tasks.set('U', { ...someTask, id: 'U' });
  const time = new FakeTime(now);
  const log = new KeptLog();
  let ids = 0;
  const sharedMemory = new MemoryOfWindow();
  const unanswered: (() => void)[] = [];
  const made: World = {
    store,
    windows,
    memory: new MemoryOfWindow(),
    time,
    log,
    editorAnswers: true,
    answerAgain: async () => {
      made.editorAnswers = true;
      for (const resolve of unanswered.splice(0)) {
        resolve();
      }
      await settled();
    },
    open: (memory = made.memory) =>
      createRecorder({
        store,
        windows,
        memory,
        sharedMemory,
        clock: () => time.now,
        newId: () => `id${++ids}`,
        log,
        rules: () => defaultRules,
        every: time.every,
        pingEditor: async () => {
          if (!made.editorAnswers) {
            await new Promise<void>((resolve) => {
              unanswered.push(resolve);
            });
          }
        },
      }),
  };
  return made;
}

export const minute = 60_000;

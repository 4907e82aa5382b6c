import * as l10n from '@vscode/l10n';
import type { AgentSession } from '../core/task/agentSession';
import type { Change } from '../core/task/change';
import { Listeners } from '../core/listeners';
import type { Disposable } from '../core/ports';
import { beforeAnyMark, type ChangedDays, type PastTask } from '../core/record/pastTask';
import type { Appended, DaySums, ImportedTask, RecordStore, StoreStatus } from '../core/record/recordStore';
import type { WindowRegistry } from '../core/tracker/windowRegistry';
import type { Coverage } from '../core/task/agentSession';
import { untouchedDayText } from '../core/task/untouchedDayText';
import type { DayTextFields } from '../core/task/dayText';
import type { GroupedTask } from '../core/task/grouping';
import type { Proposal } from '../core/task/proposal';
import type { Span } from '../core/task/span';
import type { ClosedTask, Task } from '../core/task/task';
import { UserError } from '../core/userError';

export interface ClosableRecordStore extends RecordStore {
  readonly windows: WindowRegistry;
  close(): Promise<void>;
}

/**
 * A record store available at once while the real one is still opening, so that activation never waits: until then
 * reads see an empty record and writes wait. If opening fails, every call fails and says why.
 */
export class OpeningRecordStore implements ClosableRecordStore {
  private opened: ClosableRecordStore | undefined;
  private failure: StoreStatus | undefined;
  private readonly listeners = new Listeners();

  /** Settles when opening has ended, either way; never rejects. */
  readonly whenOpened: Promise<void>;

  readonly windows: WindowRegistry = {
    beat: async (work, now) => this.opened?.windows.beat(work, now),
    claimOrphans: async (now) => {
      await this.whenOpened;
      return (await this.opened?.windows.claimOrphans(now)) ?? [];
    },
    workOfOthers: async (now) => (await this.opened?.windows.workOfOthers(now)) ?? [],
  };

  constructor(private readonly opening: Promise<ClosableRecordStore>) {
    this.whenOpened = this.follow(opening);
  }

  get status(): StoreStatus {
    return this.opened?.status ?? this.failure ?? { kind: 'opening' };
  }

  get version(): number {
    return this.opened ? this.opened.version + 1 : 0;
  }

  onDidChange(listener: () => void): Disposable {
    return this.listeners.add(listener);
  }

  async append(changes: readonly Change[]): Promise<Appended> {
    return (await this.opening).append(changes);
  }

  task(id: string): Task | undefined {
    return this.opened?.task(id);
  }

  tasksById(ids: readonly string[]): ReadonlyMap<string, Task> {
    return this.opened?.tasksById(ids) ?? new Map();
  }

  openTasks(): readonly Task[] {
    return this.opened?.openTasks() ?? [];
  }

  closedTasks(day: string): readonly ClosedTask[] {
    return this.opened?.closedTasks(day) ?? [];
  }

  daySums(before?: string): readonly DaySums[] {
    return this.opened?.daySums(before) ?? [];
  }

  pastTasks(from: string, to: string): readonly PastTask[] {
    return this.opened?.pastTasks(from, to) ?? [];
  }

  changedDays(since: number | undefined): ChangedDays {
    return this.opened?.changedDays(since) ?? { mark: beforeAnyMark, days: undefined };
  }

  groupedTasks(most?: number): readonly GroupedTask[] {
    return this.opened?.groupedTasks(most) ?? [];
  }

  taskByImportKey(key: string): Task | undefined {
    return this.opened?.taskByImportKey(key);
  }

  tasksByImportKeys(keys: readonly string[]): ReadonlyMap<string, ImportedTask> {
    return this.opened?.tasksByImportKeys(keys) ?? new Map();
  }

  spansOfTask(taskId: string): readonly Span[] {
    return this.opened?.spansOfTask(taskId) ?? [];
  }

  spansOfSession(sessionId: string): readonly Span[] {
    return this.opened?.spansOfSession(sessionId) ?? [];
  }

  spansBetween(from: number, to: number): readonly Span[] {
    return this.opened?.spansBetween(from, to) ?? [];
  }

  sessionsOfTask(taskId: string): readonly AgentSession[] {
    return this.opened?.sessionsOfTask(taskId) ?? [];
  }

  sessionsOfTasks(taskIds: readonly string[]): readonly AgentSession[] {
    return this.opened?.sessionsOfTasks(taskIds) ?? [];
  }

  openSessions(): readonly AgentSession[] {
    return this.opened?.openSessions() ?? [];
  }

  session(id: string): AgentSession | undefined {
    return this.opened?.session(id);
  }

  coverage(): readonly Coverage[] {
    return this.opened?.coverage() ?? [];
  }

  ignoredFolders(): readonly string[] {
    return this.opened?.ignoredFolders() ?? [];
  }

  proposal(id: string): Proposal | undefined {
    return this.opened?.proposal(id);
  }

  openProposals(): readonly Proposal[] {
    return this.opened?.openProposals() ?? [];
  }

  tasksWithRealEffort(): readonly ClosedTask[] {
    return this.opened?.tasksWithRealEffort() ?? [];
  }

  decidedProposals(from?: number, to?: number): readonly Proposal[] {
    return this.opened?.decidedProposals(from, to) ?? [];
  }

  dayText(day: string): DayTextFields {
    return this.opened?.dayText(day) ?? untouchedDayText;
  }

  async close(): Promise<void> {
    await this.whenOpened;
    await this.opened?.close();
  }

  private async follow(opening: Promise<ClosableRecordStore>): Promise<void> {
    try {
      const store = await opening;
      this.opened = store;
      store.onDidChange(() => this.fire());
    } catch (error) {
      this.failure = failing(error);
    }
    this.fire();
  }

  private fire(): void {
    this.listeners.tell();
  }
}

function failing(error: unknown): StoreStatus {
  return {
    kind: 'failing',
    message:
      error instanceof UserError ? error.message : l10n.t('Leverage Record could not open its record.'),
    nextStep: l10n.t('See the log for the cause, then reload the window. Nothing recorded before is lost.'),
  };
}

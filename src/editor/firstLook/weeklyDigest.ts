import * as l10n from '@vscode/l10n';
import * as z from 'zod/mini';
import { isDigestDue, weeklyDigest, weekOf, type WeeklyDigest } from '../../core/digest/weeklyDigest';
import type { ReadsForFindings } from '../../core/findings/surroundings';
import { Listeners } from '../../core/listeners';
import type { Disposable, Log } from '../../core/ports';
import type { DaySums, RecordStore } from '../../core/record/recordStore';
import { weekSumsView } from '../../core/page/dayView';
import type { DigestView } from '../../core/page/protocol';
import type { DayLabels } from '../inbox/timeLabels';
import type { WindowMemory } from '../../recorder/ports/windowMemory';

/** Which weeks' digests were taken, by any window. */
export interface TakenWeeks {
  /** First days of weeks. */
  all(): Promise<readonly string[]>;
  /** @returns false if another window was first */
  take(week: string): Promise<boolean>;
}

interface DigestDeps {
  readonly store: ReadsForFindings & Pick<RecordStore, 'status' | 'onDidChange'>;
  readonly settings: { readonly weeklyDigest: boolean; turnOffWeeklyDigest(): Promise<void> };
  /** YYYY-MM-DD */
  readonly today: () => string;
  readonly taken: TakenWeeks;
  /** Of this window, over a reload. */
  readonly memory: WindowMemory;
  readonly log: Pick<Log, 'warn'>;
}

const key = 'digest';
const keptSchema = z.object({ day: z.string() });

/**
 * The digest of last week, shown once: on the day on which the sidebar is first seen in a week, in the window in which
 * it is, until the user dismisses it.
 */
export class DigestOfWeek implements Disposable {
  private readonly listeners = new Listeners();
  private readonly owned: Disposable;
  private inSight = false;
  /** The week for which this window has asked; another answer can't come. */
  private asked: string | undefined;
  private taking: Promise<void> = Promise.resolve();
  private made:
    | { readonly day: string; readonly of: readonly DaySums[]; readonly digest: WeeklyDigest | null }
    | undefined;

  constructor(private readonly deps: DigestDeps) {
    this.owned = deps.store.onDidChange(() => this.look());
  }

  /** The sidebar came in sight, or went. */
  seen(inSight: boolean): void {
    this.inSight = inSight;
    this.look();
  }

  /** A digest that is to be taken becomes due at the beginning of a week, also in a window that is open all the time. */
  look(): void {
    const { store, settings, today } = this.deps;
    if (!this.inSight || !settings.weeklyDigest || store.status.kind !== 'ready') {
      return;
    }
    const day = today();
    if (this.asked !== weekOf(day) && this.of(day) !== null) {
      this.asked = weekOf(day);
      this.taking = this.take(day).catch((error: unknown) =>
        this.deps.log.warn('The weekly digest could not be taken.', error),
      );
    }
  }

  /** Once it is known whether this window has the digest; never rejects. */
  settled(): Promise<void> {
    return this.taking;
  }

  /** What the sidebar shows today; null if there is nothing, or another window has it. */
  view(days: Pick<DayLabels, 'range'>): DigestView | null {
    const digest = this.shown();
    return (
      digest && {
        weekLabel: days.range(digest.period),
        lastDay: digest.lastDay,
        sums: weekSumsView(digest.totals),
        before: digest.before && weekSumsView(digest.before),
        sentences: [...digest.sentences],
      }
    );
  }

  private shown(): WeeklyDigest | null {
    const { memory, settings, today } = this.deps;
    const day = today();
    const isOurs = keptSchema.safeParse(memory.get(key)).data?.day === day;
    return isOurs && settings.weeklyDigest ? this.of(day) : null;
  }

  async dismiss(): Promise<void> {
    await this.deps.memory.update(key, undefined);
    this.listeners.tell();
  }

  /** For good, in all windows; a setting brings it back. */
  async turnOff(): Promise<void> {
    await this.deps.settings.turnOffWeeklyDigest();
    await this.dismiss();
  }

  onDidChange(listener: () => void): Disposable {
    return this.listeners.add(listener);
  }

  dispose(): void {
    this.owned.dispose();
  }

  private async take(day: string): Promise<void> {
    const { taken, memory } = this.deps;
    if (isDigestDue(day, await taken.all()) && (await taken.take(weekOf(day)))) {
      await memory.update(key, { day });
      this.listeners.tell();
    }
  }

  /** Made again only when a day's tasks have changed. */
  private of(day: string): WeeklyDigest | null {
    const of = this.deps.store.daySums();
    if (this.made?.day !== day || this.made.of !== of) {
      this.made = { day, of, digest: weeklyDigest(day, this.deps.store, l10n) };
    }
    return this.made.digest;
  }
}

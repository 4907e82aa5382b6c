import * as l10n from '@vscode/l10n';
import { inBackground } from '../../core/inBackground';
import { Listeners } from '../../core/listeners';
import type { Clock, Disposable, Log } from '../../core/ports';
import type { InboxSessionView, InboxView } from '../../core/page/protocol';
import { joinProposals, type JoinedProposal } from '../../core/proposal/joinedProposal';
import { unproposedParts } from '../../core/proposal/confirming/unproposedParts';
import type { Prompts } from '../../recorder/prompts';
import type { RecordStore } from '../../core/record/recordStore';
import type { HookSilence } from '../../core/transcript/hooks/hookSilence';
import {
  inboxItems,
  KnownInbox,
  partsSince,
  sessionIdOf,
  unassignedParts,
  type InboxItem,
  type UnassignedPart,
} from '../../core/transcript/inbox/inbox';
import type { FetchedPart } from '../../core/transcript/inbox/inboxActions';
import { unmeasuredPrompts } from '../../core/transcript/inbox/promptComposing';
import { LocalDays } from '../../core/days/localDays';
import type {
  PartFigures,
  TranscriptSource,
  TranscriptSummary,
} from '../../core/transcript/source/transcriptSource';
import { UserError } from '../../core/userError';
import { inboxView } from './inboxView';
import { KnownTurnEnds } from './knownTurnEnds';
import { supervisedAround } from '../../recorder/transcripts/supervisedAround';
import type { Settings } from '../settings';
import type { TimeLabels } from './timeLabels';

interface InboxDeps {
  readonly source: TranscriptSource;
  readonly store: Pick<
    RecordStore,
    | 'version'
    | 'status'
    | 'coverage'
    | 'ignoredFolders'
    | 'spansOfSession'
    | 'spansBetween'
    | 'task'
    | 'onDidChange'
    | 'session'
    | 'proposal'
    | 'openProposals'
    | 'decidedProposals'
  >;
  readonly prompts: Pick<Prompts, 'handed'>;
  readonly settings: Pick<Settings, 'timeZone' | 'dayStart' | 'folderNames' | 'proposals' | 'onDidChange'>;
  readonly clock: Clock;
  readonly log: Log;
}

interface Content {
  readonly sessions: readonly TranscriptSummary[];
  readonly version: number;
  readonly revision: number;
  readonly parts: readonly UnassignedPart[];
  /** Without what open proposals have. */
  readonly unproposed: readonly UnassignedPart[];
  readonly items: readonly InboxItem[];
}

/** Figures of a part, as of the end of its session at that time. */
interface KnownFigures {
  readonly end: number;
  readonly figures: PartFigures | undefined;
}

/** The views of sessions that the pages were shown, in those labels. */
interface Worded {
  readonly labels: TimeLabels;
  readonly views: WeakMap<InboxItem, InboxSessionView>;
}

/** What was found for these parts at that moment. */
interface Joins {
  readonly unassigned: readonly UnassignedPart[];
  readonly at: number;
  readonly found: readonly JoinedProposal[];
}

/** Time alone decides only when a silent session is over, which is minutes. */
const joinsLastMs = 1_000;

/** Enough for anyone; only bounds growth over months. */
const mostFigures = 5000;

/** The sessions that belong to no task, kept in step with the transcripts and the record. */
export class AgentInbox implements Disposable {
  private readonly listeners = new Listeners();
  private readonly owned: readonly Disposable[];
  private readonly figures = new Map<string, KnownFigures>();
  private readonly turnEnds: KnownTurnEnds;
  private content: Content | undefined;
  private joins: Joins | undefined;
  /** Rises with everything but the record and the sessions that the content is made of. */
  private revision = 0;
  private days: LocalDays | undefined;
  private known = new KnownInbox();
  private worded: Worded | undefined;
  private disposed = false;

  constructor(private readonly parts: InboxDeps) {
    const { source, log } = parts;
    this.turnEnds = new KnownTurnEnds({ source, log, changed: () => this.changed() });
    this.owned = [
      // Often only its status has changed, which asks for no other content.
      parts.source.onDidChange((changed) => {
        this.prepare(changed);
        this.notify();
      }),
      parts.settings.onDidChange(() => {
        this.days = undefined;
        this.known = new KnownInbox();
        this.changed();
      }),
    ];
  }

  get status(): TranscriptSource['status'] {
    return this.parts.source.status;
  }

  /** All that were read, assigned ones too. */
  get sessions(): readonly TranscriptSummary[] {
    return this.parts.source.sessions();
  }

  get hookSilence(): HookSilence | undefined {
    return this.parts.source.hookSilence;
  }

  /** Newest first. */
  get items(): readonly InboxItem[] {
    return this.current().items;
  }

  get ignoredFolders(): readonly string[] {
    return this.parts.store.ignoredFolders();
  }

  /** Whether any agent left anything, in a task or not. */
  get hasSessions(): boolean {
    return this.parts.source.sessions().length > 0;
  }

  /** @param day the one that is shown */
  view(day: string, labels: TimeLabels): InboxView {
    if (this.worded?.labels !== labels) {
      this.worded = { labels, views: new WeakMap() };
    }
    return inboxView(this, day, labels, this.worded.views);
  }

  /** Unassigned work in a folder since a moment; parts whose figures are not known yet come later. */
  since(folder: string, moment: number): readonly InboxItem[] {
    const { folderNames } = this.parts.settings;
    return this.itemsOf(partsSince(this.current().unproposed, folder, moment, folderNames));
  }

  /** The same, also where nothing more of it is known yet. */
  partsSince(folder: string, moment: number): readonly UnassignedPart[] {
    return partsSince(this.current().parts, folder, moment, this.parts.settings.folderNames);
  }

  /** @throws {UserError} if one of them is no longer in the inbox. */
  byIds(ids: readonly string[]): readonly InboxItem[] {
    const known = new Map(this.items.map((item) => [item.id, item]));
    return ids.map((id) => {
      const item = known.get(id);
      if (item === undefined) {
        throw new UserError(
          l10n.t('Nothing changed: one of these sessions is no longer in the inbox. Select again.'),
        );
      }
      return item;
    });
  }

  /**
   * Reads what the transcripts say of the parts.
   * @param until the end up to which each is read; null: it follows its transcript
   * @throws {UserError} if a transcript is gone.
   */
  async fetch(
    parts: readonly UnassignedPart[],
    until: (part: UnassignedPart) => number | null,
  ): Promise<FetchedPart[]> {
    const fetched: FetchedPart[] = [];
    for (const part of parts) {
      const { agent, externalId } = part.session;
      const read = await this.parts.source.covered(agent, externalId, part.from, until(part));
      if (read === undefined) {
        throw new UserError(
          l10n.t('Nothing changed: the transcript of a {0} session is gone. Select the others.', agent),
        );
      }
      const handed = this.parts.prompts.handed(read.composed);
      const composed = unmeasuredPrompts(read.composed, { sentAt: [], pauses: [], handed });
      const covered = { ...read, composed };
      const sessionId = sessionIdOf(part);
      const storedSpans = this.parts.store.spansOfSession(sessionId).map(({ id }) => id);
      const cutSpans = part.cutOf === undefined ? [] : this.parts.store.spansOfSession(part.cutOf);
      const supervised = supervisedAround(this.parts.store, sessionId, composed);
      fetched.push({ part, until: until(part), covered, storedSpans, cutSpans, supervised });
    }
    return fetched;
  }

  /** The proposals that nobody decided on yet, oldest first, each with its time. */
  proposals(now: number): readonly JoinedProposal[] {
    return this.joined(this.current().parts, now);
  }

  /** As it was found for the same content a moment ago: pages ask several times a second. */
  private joined(unassigned: readonly UnassignedPart[], now: number): readonly JoinedProposal[] {
    const { joins } = this;
    if (joins?.unassigned === unassigned && now >= joins.at && now < joins.at + joinsLastMs) {
      return joins.found;
    }
    const found = this.join(unassigned, now);
    this.joins = { unassigned, at: now, found };
    return found;
  }

  private join(unassigned: readonly UnassignedPart[], now: number): readonly JoinedProposal[] {
    const { store, source, settings } = this.parts;
    const open = store.openProposals();
    return open.length === 0
      ? []
      : joinProposals({
          open,
          proposalOf: (id) => store.proposal(id),
          decidedBetween: (from, to) => store.decidedProposals(from, to),
          turnEnd: (session, at) => this.turnEnds.of(session, at),
          recordedSession: (id) => store.session(id),
          summaries: source.sessions(),
          coverage: store.coverage(),
          unassigned,
          folderNames: settings.folderNames,
          now,
        });
  }

  scan(signal: AbortSignal): Promise<void> {
    return this.parts.source.scan(signal);
  }

  onDidChange(listener: () => void): Disposable {
    return this.listeners.add(listener);
  }

  dispose(): void {
    this.disposed = true;
    this.listeners.clear();
    this.owned.forEach((each) => each.dispose());
  }

  /** A scan finds sessions in batches: so they are made items of a batch at a time, not all when they are first asked for. */
  private prepare(changed: readonly TranscriptSummary[]): void {
    if (this.parts.store.status.kind !== 'opening') {
      this.itemsOf(this.partsOf(changed).filter(({ whole }) => whole));
    }
  }

  private current(): Content {
    const { store, source } = this.parts;
    const { version } = store;
    const { revision, content } = this;
    const sessions = source.sessions();
    if (content?.version === version && content.revision === revision && content.sessions === sessions) {
      return content;
    }
    const parts =
      // Until it is known what belongs to tasks, everything would seem to belong to none.
      store.status.kind === 'opening' ? [] : this.partsOf(sessions);
    const unproposed = this.unproposed(parts);
    this.content = { sessions, version, revision, parts, unproposed, items: this.itemsOf(unproposed) };
    return this.content;
  }

  /** What open proposals have is theirs, so that it is offered once. */
  private unproposed(parts: readonly UnassignedPart[]): readonly UnassignedPart[] {
    const { settings, clock } = this.parts;
    return settings.proposals === 'off' ? parts : unproposedParts(parts, this.joined(parts, clock()));
  }

  private partsOf(summaries: readonly TranscriptSummary[]): readonly UnassignedPart[] {
    const { store, settings } = this.parts;
    const { folderNames } = settings;
    const [coverage, ignoredFolders] = [store.coverage(), store.ignoredFolders()];
    return unassignedParts({ summaries, coverage, ignoredFolders, folderNames }, this.known);
  }

  private itemsOf(parts: readonly UnassignedPart[]): InboxItem[] {
    const { timeZone, dayStart } = this.parts.settings;
    this.days ??= new LocalDays(timeZone, dayStart);
    return inboxItems(parts, this.days, (part) => this.figuresOf(part), this.known);
  }

  /** The last known figures of the part, which are asked for again where its session went on. */
  private figuresOf(part: UnassignedPart): PartFigures | undefined {
    const key = `${part.id} ${part.to ?? ''}`;
    const known = this.figures.get(key);
    if (known?.end !== part.session.end) {
      if (this.figures.size >= mostFigures) {
        this.figures.clear();
      }
      this.figures.set(key, { end: part.session.end, figures: known?.figures });
      inBackground(this.askFigures(key, part), this.parts.log, 'A part of a transcript could not be read.');
    }
    return known?.figures;
  }

  private async askFigures(key: string, { session, from, to }: UnassignedPart): Promise<void> {
    const { source, log } = this.parts;
    const figures = await source
      .figures(session.agent, session.externalId, from, to)
      .catch((error: unknown) => {
        log.warn('A part of a transcript could not be read.', error);
        return undefined;
      });
    if (figures === undefined) {
      // Asked for again the next time: the thread may have been on its way up.
      this.figures.delete(key);
    } else if (!this.disposed) {
      this.figures.set(key, { end: session.end, figures });
      this.changed();
    }
  }

  private changed(): void {
    this.revision += 1;
    this.notify();
  }

  private notify(): void {
    this.listeners.tell();
  }
}

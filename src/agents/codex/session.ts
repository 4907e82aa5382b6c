import type { TranscriptPart } from '../../core/transcript/parts/transcriptPart';
import { isRecord } from '../json/jsonValues';
import { longestPath, shortText } from '../json/shortText';

/** Plain data, so that a later reading can continue from it. */
export interface CodexSessionState {
  readonly id: string | null;
  /** The thread that this one is a subagent of. */
  readonly parent: string | null;
  readonly side: boolean;
  readonly automated: boolean;
  readonly folder: string | null;
  readonly branch: string | null;
  readonly version: string | null;
  readonly forkedFrom: string | null;
  readonly first: number | undefined;
  readonly last: number | undefined;
  /** It continues an earlier file of the same thread. */
  readonly goesOn: boolean;
  /** Number of its first own record, if a spawned thread says so. */
  readonly ownFrom: number | null;
  /** Set while the parent's history is being copied in: everything within a second of this is part of the copy. */
  readonly replaySince: number | undefined;
}

type AboutSession = Pick<
  TranscriptPart,
  'externalId' | 'side' | 'folder' | 'branch' | 'version' | 'forkedFrom' | 'automated' | 'first' | 'last'
>;

const replayMs = 1_000;
const unknown: CodexSessionState = {
  id: null,
  parent: null,
  side: false,
  automated: false,
  folder: null,
  branch: null,
  version: null,
  forkedFrom: null,
  first: undefined,
  last: undefined,
  goesOn: false,
  ownFrom: null,
  replaySince: undefined,
};

/** Whose rollout a Codex file is, and whether it is still copying that of another thread. */
export class CodexSession {
  private readonly facts: { -readonly [Fact in keyof CodexSessionState]: CodexSessionState[Fact] };

  constructor(
    private readonly fileName: string,
    saved: CodexSessionState = unknown,
  ) {
    this.facts = { ...saved };
  }

  get id(): string | null {
    return this.facts.id;
  }

  /** Time of the first record. */
  get first(): number | undefined {
    return this.facts.first;
  }

  /** From the first record to the last. */
  get spanMs(): number {
    return (this.facts.last ?? 0) - (this.facts.first ?? 0);
  }

  /** Whether it continues an earlier file of the same thread. */
  get goesOn(): boolean {
    return this.facts.goesOn;
  }

  /** Whether what is read now is the parent's history. */
  get isReplayed(): boolean {
    return this.facts.replaySince !== undefined;
  }

  /** Whether a program drives it, not a user. */
  get isDriven(): boolean {
    return this.facts.automated || this.facts.side;
  }

  /** Whether the record of that number is the parent's. */
  inherited(ordinal: number | undefined): boolean {
    const { ownFrom } = this.facts;
    return ownFrom !== null && ordinal !== undefined && ordinal < ownFrom;
  }

  /** Notes the time of a record. @returns whether the copy of the parent's history ended before it. */
  seen(at: number): boolean {
    const { facts } = this;
    facts.first = Math.min(facts.first ?? at, at);
    facts.last = Math.max(facts.last ?? at, at);
    const ended = facts.replaySince !== undefined && at > facts.replaySince + replayMs;
    if (ended) {
      facts.replaySince = undefined;
    }
    return ended;
  }

  /** The first one is the session's own; one of another id is where a copied history begins. */
  meta(payload: Readonly<Record<string, unknown>>, at: number): void {
    const { facts } = this;
    const id = shortText(payload['id']) ?? shortText(payload['session_id']);
    if (facts.id === null) {
      Object.assign(facts, this.ownFacts(id, payload, at));
    } else if (
      id !== facts.id &&
      facts.ownFrom === null &&
      facts.first !== undefined &&
      at <= facts.first + replayMs
    ) {
      facts.forkedFrom ??= id ?? null;
      facts.replaySince ??= facts.first;
    }
  }

  /** The folder a turn runs in, for files that didn't say so before. */
  runsIn(folder: string | undefined): void {
    this.facts.folder ??= folder ?? null;
  }

  /** Undefined until a record says whose it is. */
  about(): AboutSession | undefined {
    const { id, parent, side, first, last, folder, branch, version, forkedFrom, automated } = this.facts;
    if (id === null || first === undefined) {
      return undefined;
    }
    const externalId = side ? (parent ?? id) : id;
    return { externalId, side, folder, branch, version, forkedFrom, automated, first, last };
  }

  state(): CodexSessionState {
    return { ...this.facts };
  }

  private ownFacts(
    id: string | undefined,
    payload: Readonly<Record<string, unknown>>,
    at: number,
  ): Partial<CodexSessionState> {
    const { source, git, history_base: base, subagent_history_start_ordinal: start } = payload;
    const spawn =
      isRecord(source) && isRecord(source['subagent']) ? source['subagent']['thread_spawn'] : undefined;
    const spawnedBy = isRecord(spawn) ? shortText(spawn['parent_thread_id']) : undefined;
    const forkedFrom = shortText(payload['forked_from_id']) ?? null;
    // Threads that weren't spawned write it as well, without meaning.
    const ownFrom = spawnedBy !== undefined && typeof start === 'number' ? start : null;
    const mayReplay = ownFrom === null && (forkedFrom !== null || spawnedBy !== undefined);
    return {
      id: id ?? this.fileName,
      // An application with a name of its own isn't a subagent.
      side: (isRecord(source) && source['custom'] === undefined) || payload['thread_source'] === 'subagent',
      automated: source === 'exec' || source === 'mcp',
      parent: spawnedBy ?? shortText(payload['parent_thread_id']) ?? null,
      forkedFrom,
      goesOn: isRecord(base) && id !== undefined && base['thread_id'] === id,
      folder: shortText(payload['cwd'], longestPath) ?? null,
      version: shortText(payload['cli_version']) ?? null,
      branch: (isRecord(git) ? shortText(git['branch']) : undefined) ?? null,
      ownFrom,
      ...(mayReplay ? { replaySince: at } : {}),
    };
  }
}

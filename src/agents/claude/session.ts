import { namesByText } from '../../core/folders/folderPath';
import { isOfWindows } from '../../core/folders/isOfWindows';
import type { TranscriptPart } from '../../core/transcript/parts/transcriptPart';
import type { TranscriptFile } from '../reading/transcriptReader';
import type { ClaudeFields } from './fields';

/** Plain data, so that a later reading can continue from it. */
export interface ClaudeSessionState extends Omit<AboutSession, 'externalId' | 'side'> {
  readonly externalId: string | null;
  readonly sideId: string | null;
  /** Whether `folder` is the one that the file's own folder is named after. */
  readonly named: boolean;
}

type AboutSession = Pick<
  TranscriptPart,
  'externalId' | 'side' | 'folder' | 'branch' | 'version' | 'forkedFrom' | 'automated' | 'first' | 'last'
>;

/** Whose transcript a Claude Code file is, learned record by record. */
export class ClaudeSession {
  private externalId: string | null;
  private sideId: string | null;
  private folder: string | null;
  private named: boolean;
  private lastFolder: string | null = null;
  private branch: string | null;
  private ownVersion: string | null;
  private forkedFrom: string | null;
  private automated: boolean;
  private first: number | undefined;
  private lastAt: number | undefined;

  constructor(
    private readonly file: TranscriptFile,
    saved: ClaudeSessionState | undefined,
  ) {
    this.externalId = saved?.externalId ?? null;
    this.sideId = saved?.sideId ?? null;
    this.folder = saved?.folder ?? null;
    this.named = saved?.named ?? false;
    this.branch = saved?.branch ?? null;
    this.ownVersion = saved?.version ?? null;
    this.forkedFrom = saved?.forkedFrom ?? null;
    this.automated = saved?.automated ?? false;
    this.first = saved?.first;
    this.lastAt = saved?.last;
  }

  get version(): string | null {
    return this.ownVersion;
  }

  get last(): number | undefined {
    return this.lastAt;
  }

  /** From the first record to the last. */
  get spanMs(): number {
    return (this.lastAt ?? 0) - (this.first ?? 0);
  }

  /** @param at undefined if the record is no sign of life from the session */
  remember(fields: ClaudeFields, bytes: Buffer, at: number | undefined, isSide: boolean): void {
    const { top } = fields;
    if (at !== undefined) {
      this.first = this.first === undefined || at < this.first ? at : this.first;
      this.lastAt = this.lastAt === undefined || at > this.lastAt ? at : this.lastAt;
    }
    if (isSide) {
      this.sideId ??= top.string(bytes, top.at.sessionId) ?? null;
    } else if (this.externalId === null) {
      this.externalId = top.string(bytes, top.at.sessionId) ?? null;
      this.automated =
        (top.string(bytes, top.at.entrypoint)?.startsWith('sdk') ?? false) &&
        !isRunByCopilot(top.string(bytes, top.at.cwd));
    }
    const cwd = fields.changed(bytes, 'cwd', this.lastFolder);
    if (cwd !== this.lastFolder) {
      this.lastFolder = cwd;
      this.runsIn(cwd);
    }
    this.branch = fields.changed(bytes, 'gitBranch', this.branch);
    this.ownVersion = fields.changed(bytes, 'version', this.ownVersion);
    if (this.forkedFrom === null && top.has(top.at.forkedFrom)) {
      this.forkedFrom = fields.forkedFrom(bytes);
    }
  }

  /** Undefined until a record says whose it is. */
  about(): AboutSession | undefined {
    const { externalId, sideId, folder, branch, version, forkedFrom, automated, first, lastAt: last } = this;
    const id = this.nameOfFile() ?? externalId ?? sideId;
    if (id === null || first === undefined) {
      return undefined;
    }
    const side = externalId === null;
    return { externalId: id, side, folder, branch, version, forkedFrom, automated, first, last };
  }

  state(): ClaudeSessionState {
    const {
      externalId,
      sideId,
      folder,
      named,
      branch,
      version,
      forkedFrom,
      automated,
      first,
      lastAt: last,
    } = this;
    return { externalId, sideId, folder, named, branch, version, forkedFrom, automated, first, last };
  }

  /**
   * A session's commands move between folders; its project is the folder that the file's own folder is named after.
   * If the project was moved, the history comes from elsewhere, so the newest counts.
   */
  private runsIn(folder: string | null): void {
    if (folder === null || isRunByCopilot(folder)) {
      return;
    }
    const isNamed = isNamedAfter(this.file.name.split('/')[0] ?? '', folder);
    const isElsewhere = this.folder === null || !namesByText.isInAnyOf([this.folder])(folder);
    // Folders inside one with a truncated name have the same name.
    if (isNamed ? isElsewhere || !this.named : isElsewhere && !this.named) {
      this.folder = folder;
      this.named = isNamed;
    }
  }

  /** Transcripts are named after their session, while some versions keep the old id in a copied history. */
  private nameOfFile(): string | undefined {
    const stem = /([^/]+)\.jsonl$/.exec(this.file.name)?.[1] ?? '';
    const isSession = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(stem);
    if (isSession) {
      return stem;
    }
    return /([^/]+)\/subagents\//.exec(this.file.name)?.[1];
  }
}

/** Copilot runs it in a separate folder for each chat, whatever the project. */
export function isRunByCopilot(folder: unknown): boolean {
  return typeof folder === 'string' && /[\\/]\.copilot[\\/]chats[\\/][^\\/]+/.test(folder);
}

/** Longer folder names are truncated here, followed by a hash. */
const longestSlug = 200;

/** Whether Claude Code gives this name to the folder of a project's transcripts. Windows keeps its first spelling. */
function isNamedAfter(name: string, folder: string): boolean {
  return [folder, folder.normalize('NFC')].some((each) => {
    const slug = each.replace(/[^A-Za-z0-9]/g, '-');
    const [a, b] = isOfWindows(folder) ? [name.toLowerCase(), slug.toLowerCase()] : [name, slug];
    return a === b || (b.length > longestSlug && a.startsWith(`${b.slice(0, longestSlug)}-`));
  });
}

import { basename, dirname, join } from 'node:path';
import type { TranscriptPart } from '../../../core/transcript/parts/transcriptPart';
import { isRecord } from '../../json/jsonValues';
import { longestPath, shortText } from '../../json/shortText';
import { smallFile } from '../../files/smallFile';
import type { TranscriptFile } from '../../reading/transcriptReader';

type Data = Readonly<Record<string, unknown>>;

/** Plain data, so that a later reading can continue from it. */
export interface CliSessionState {
  readonly about: Pick<TranscriptPart, 'folder' | 'branch' | 'version'>;
  readonly sessionId: string | null;
}

/** Whose transcript a Copilot CLI file is, from its events and the file next to them. */
export class CliSession {
  private ownAbout: CliSessionState['about'];
  private sessionId: string | null;

  constructor(
    private readonly file: TranscriptFile,
    saved: CliSessionState | undefined,
  ) {
    this.ownAbout = saved?.about ?? { folder: null, branch: null, version: null };
    this.sessionId = saved?.sessionId ?? null;
  }

  get id(): string {
    return this.sessionId ?? nameOf(this.file);
  }

  started(data: Data): void {
    this.runsIn(isRecord(data['context']) ? data['context'] : {});
    this.sessionId = shortText(data['sessionId']) ?? this.sessionId;
    this.ownAbout = {
      ...this.ownAbout,
      version: shortText(data['copilotVersion']) ?? this.ownAbout.version,
    };
  }

  runsIn(context: Data): void {
    this.ownAbout = {
      ...this.ownAbout,
      folder: shortText(context['cwd'], longestPath) ?? this.ownAbout.folder,
      branch: shortText(context['branch']) ?? this.ownAbout.branch,
    };
  }

  about(): Pick<TranscriptPart, 'source' | 'externalId' | 'folder' | 'branch' | 'version'> {
    const { folder, branch, version } = this.ownAbout;
    return {
      source: this.file.name,
      externalId: this.id,
      folder: folder ?? toldBeside(this.file, 'cwd') ?? toldBeside(this.file, 'git_root'),
      branch: branch ?? toldBeside(this.file, 'branch'),
      version,
    };
  }

  state(): CliSessionState {
    return { about: this.ownAbout, sessionId: this.sessionId };
  }
}

function nameOf({ path }: TranscriptFile): string {
  return basename(path) === 'events.jsonl' ? basename(dirname(path)) : basename(path, '.jsonl');
}

/** A value from `workspace.yaml` next to the events: lines with a name and a plain or quoted text. */
function toldBeside({ path }: TranscriptFile, name: string): string | null {
  const about =
    basename(path) === 'events.jsonl' ? smallFile(join(dirname(path), 'workspace.yaml')) : undefined;
  const line = about?.split(/\r?\n/).find((each) => each.startsWith(`${name}:`));
  return shortText(unquoted(line?.slice(name.length + 1).trim() ?? ''), longestPath) ?? null;
}

function unquoted(value: string): string {
  const quote = value[0];
  if (value.length > 1 && (quote === '"' || quote === "'") && value.endsWith(quote)) {
    const inner = value.slice(1, -1);
    return quote === '"' ? inner.replaceAll(/\\(["\\])/g, '$1') : inner.replaceAll("''", "'");
  }
  return value === '~' || value === 'null' ? '' : value;
}

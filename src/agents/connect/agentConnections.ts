import { mkdir, rmdir, stat } from 'node:fs/promises';
import { dirname, relative, sep } from 'node:path';
import * as l10n from '@vscode/l10n';
import type { Clock } from '../../core/ports';
import { UserError } from '../../core/userError';
import { UserFile, type FileText } from '../settings/userFile';
import type { AgentFile } from './agentFile';
import { folderVariables } from './agentFolders';
import { connectByHand } from './byHand';
import {
  connectableAgents,
  type ConnectableAgent,
  type ConnectContent,
  type Ways,
} from './connectableAgents';
import { ConnectedNote } from './connectedNote';
import { ownDigest } from './ownFile';

/** A change to one file, to be reviewed before it is made. */
export interface AgentFileChange {
  readonly agent: string;
  readonly file: string;
  /** Undefined if there is no file. */
  readonly before: FileText;
  readonly after: FileText;
}

export interface ConnectPlan {
  readonly kind: 'connect' | 'disconnect';
  readonly choices: readonly ConnectChoice[];
  /** Those that change something. */
  readonly changes: readonly AgentFileChange[];
  /** Sentences on what is left unchanged although it was selected, and on anything else the user should know. */
  readonly remarks: readonly string[];
}

export interface ConnectChoice {
  readonly agent: string;
  readonly ways: Ways;
}

/** An agent on this machine. */
export interface AgentHere {
  readonly agent: ConnectableAgent;
  /** Whether it was ever used here. */
  readonly isFound: boolean;
  /** The ways whose files all have what is ours. */
  readonly connected: Ways;
}

interface Parts extends ConnectContent {
  readonly clock: Clock;
  /** Why an agent may not heed its file once it reads so, a sentence each. */
  readonly obstacles: (file: string, text: FileText) => Promise<readonly string[]>;
}

/** Connects agents to the record: tells them how to propose tasks, and lets them. */
export class AgentConnections {
  private readonly note: ConnectedNote;

  constructor(private readonly parts: Parts) {
    this.note = new ConnectedNote(parts.storage);
  }

  /** What an agent needs whose settings aren't known, as Markdown to copy from. */
  byHand(): string {
    return connectByHand(this.parts);
  }

  /** Every agent that can be connected. Never throws. */
  async agents(): Promise<readonly AgentHere[]> {
    return Promise.all(
      connectableAgents.map(async (agent) => {
        const found = await Promise.all(agent.homes(this.parts.environment).map(isFolder));
        const [command, server] = await Promise.all([
          this.has(agent, { command: true, server: false }),
          this.has(agent, { command: false, server: true }),
        ]);
        return { agent, isFound: found.includes(true), connected: { command, server } };
      }),
    );
  }

  /** Writes nothing. An agent whose files can't be read stays out, with a remark. */
  async plan(kind: ConnectPlan['kind'], choices: readonly ConnectChoice[]): Promise<ConnectPlan> {
    const planned = await Promise.all(this.filesOf(choices).map((each) => this.planOf(kind, each)));
    return {
      kind,
      choices,
      changes: planned.flatMap((each) => each.changes),
      remarks: planned.flatMap((each) => each.remarks),
    };
  }

  /**
   * Makes the planned changes, unless a file has changed since.
   * @returns the paths of copies of what was there before
   * @throws {UserError}
   */
  async apply({ kind, choices, changes }: ConnectPlan): Promise<readonly string[]> {
    const files = this.filesOf(choices).flatMap((each) => each.files);
    const changeTo = (file: AgentFile): AgentFileChange | undefined =>
      changes.find((each) => each.file === file.path);
    for (const file of files) {
      const change = changeTo(file);
      if (change && (await this.userFile(file, []).read()) !== change.before) {
        throw new UserError(l10n.t('{0} has changed since it was shown. Run the command again.', file.path));
      }
    }
    const backups: (string | undefined)[] = [];
    // The last file made is the first to go, so that folders that were made for several are empty in the end.
    for (const file of kind === 'connect' ? files : files.toReversed()) {
      try {
        const change = changeTo(file);
        if (kind === 'connect') {
          backups.push(change && (await this.connect(file, change)));
        } else {
          backups.push(await this.disconnect(file, change));
        }
      } catch (error) {
        throw new UserError(
          l10n.t('{0} could not be written. Check its permissions, then try again.', file.path),
          { cause: error },
        );
      }
    }
    return backups.filter((each) => each !== undefined);
  }

  private async planOf(
    kind: ConnectPlan['kind'],
    { agent, files }: { readonly agent: ConnectableAgent; readonly files: readonly AgentFile[] },
  ): Promise<Pick<ConnectPlan, 'changes' | 'remarks'>> {
    try {
      const planned = await Promise.all(files.map((file) => this.changeOf(kind, agent.agent, file)));
      const more = kind === 'connect' ? agent.remark() : null;
      return {
        changes: planned.map(({ change }) => change).filter(({ before, after }) => before !== after),
        remarks: [...planned.flatMap((each) => each.remarks), ...(more === null ? [] : [more])],
      };
    } catch (error) {
      if (error instanceof UserError) {
        return { changes: [], remarks: [error.message] };
      }
      throw error;
    }
  }

  private async connect(file: AgentFile, { before, after }: AgentFileChange): Promise<string | undefined> {
    const noted = await this.note.of(file.path);
    const known = noted?.added ?? [];
    const { added } = file.with(before, known);
    // The outermost that is new.
    const made = await mkdir(dirname(file.path), { recursive: true });
    const folders = [...(noted?.folders ?? []), ...(made === undefined ? [] : [made])];
    const { variables } = this.parts.environment;
    await this.note.keep({
      file: file.path,
      added: [...new Set([...known, ...added])],
      folders,
      variables: Object.fromEntries(
        folderVariables.flatMap((name) => (variables[name] ? [[name, variables[name]]] : [])),
      ),
    });
    return this.userFile(file, known).change(before, after, (text) => file.with(text, known).text);
  }

  private async disconnect(
    file: AgentFile,
    change: AgentFileChange | undefined,
  ): Promise<string | undefined> {
    const noted = await this.note.of(file.path);
    const without = (text: FileText): FileText => file.without(text, noted?.added);
    const userFile = this.userFile(file, noted?.added ?? []);
    const backup = change && (await userFile.change(change.before, change.after, without));
    for (const folder of noted?.folders ?? []) {
      await removeEmpty(folder, dirname(file.path));
    }
    await this.note.forget(file.path);
    return backup;
  }

  private async changeOf(
    kind: ConnectPlan['kind'],
    agent: string,
    file: AgentFile,
  ): Promise<{ change: AgentFileChange; remarks: readonly string[] }> {
    const noted = await this.note.of(file.path);
    const before = await this.userFile(file, []).read();
    if (kind === 'disconnect') {
      const after = file.without(before, noted?.added);
      return { change: { agent, file: file.path, before, after }, remarks: [] };
    }
    const { text: after, taken } = file.with(before, noted?.added ?? []);
    const kept = l10n.t('{0} already has something of this name. It is left unchanged.', file.path);
    const remarks = [...(taken ? [kept] : []), ...(await this.parts.obstacles(file.path, after))];
    return { change: { agent, file: file.path, before, after }, remarks };
  }

  private async has(agent: ConnectableAgent, ways: Ways): Promise<boolean> {
    try {
      const unchanged = await Promise.all(
        agent.files(this.parts, ways).map(async (file) => {
          const { change } = await this.changeOf('connect', agent.agent, file);
          return change.before === change.after;
        }),
      );
      return unchanged.every(Boolean);
    } catch {
      return false;
    }
  }

  private filesOf(choices: readonly ConnectChoice[]) {
    return choices.flatMap(({ agent: name, ways }) => {
      const agent = connectableAgents.find((each) => each.agent === name);
      return agent ? { agent, files: agent.files(this.parts, ways) } : [];
    });
  }

  /** A file of ours needs no copy while it is as we wrote it. */
  private userFile({ path, isOurs }: AgentFile, noted: readonly string[]): UserFile {
    const { clock } = this.parts;
    return isOurs
      ? new UserFile(path, clock, {
          isWhole: () => true,
          needsCopy: (text) => !noted.includes(ownDigest(text)),
        })
      : new UserFile(path, clock, path.endsWith('.json') ? {} : { isWhole: () => true });
  }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/** Removes a folder and those between, as long as nothing is in them. */
async function removeEmpty(outermost: string, innermost: string): Promise<void> {
  const between = relative(outermost, innermost)
    .split(sep)
    .filter((each) => each !== '' && each !== '..');
  let folder = innermost;
  for (let count = 0; count <= between.length; count++) {
    try {
      await rmdir(folder);
    } catch {
      return;
    }
    folder = dirname(folder);
  }
}

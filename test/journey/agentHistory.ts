import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { writeIndex } from '../../src/agents/index/indexFile';
import { TranscriptIndex } from '../../src/agents/index/transcriptIndex';
import { ClaudeTranscript } from '../fixtures/agents/claudeTranscript';
import type { Profile } from './profile';

/** The transcripts Claude Code left on the machine of a profile. */
export class AgentHistory {
  readonly configuration: string;

  constructor(profile: Profile) {
    this.configuration = path.join(profile.root, 'claude');
  }

  /** The environment in which the window finds them. */
  get env(): Readonly<Record<string, string>> {
    return { CLAUDE_CONFIG_DIR: this.configuration };
  }

  /** Writes a session of one turn, or of more, one after the other. @returns its file. */
  session(seed: number, folder: string, start: number, busyMs: number, turns = 1): string {
    const transcript = new ClaudeTranscript({ seed, start, cwd: folder });
    for (let turn = 0; turn < turns; turn += 1) {
      transcript.prompt('Go on').respond(busyMs).written().wait(60_000);
    }
    const file = path.join(this.configuration, 'projects', transcript.name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, transcript.text());
    return file;
  }

  /** Reads what is there as a window would have that was open before. */
  async readBefore({ home, dataDirectory }: Profile): Promise<void> {
    const index = new TranscriptIndex({
      environment: { home, platform: process.platform, variables: this.env },
    });
    await index.scan(Date.now());
    fs.mkdirSync(dataDirectory, { recursive: true });
    assert.ok(writeIndex(path.join(dataDirectory, 'transcripts.index'), index.known(), false));
  }
}

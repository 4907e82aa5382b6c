import { appendFileSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { ClaudeTranscript } from '../../test/fixtures/agents/claudeTranscript';
import { code } from '../transcriptHistory';

/** What agents write, on a thread of its own: writing it is no work of the extension host's. */
export interface AgentWriting {
  readonly files: readonly string[];
  readonly forMs: number;
}

/** What an agent writes comes in such steps. */
const writeMs = 250;

/** Agents go on with their sessions, a line or two at a time. @returns the number of their turns. */
async function work({ files, forMs }: AgentWriting): Promise<number> {
  const end = Date.now() + forMs;
  let turns = 0;
  while (Date.now() < end) {
    const written = files.map((file) => turnOf(file, turns));
    turns += files.length;
    const longest = Math.max(...written.map(({ lines }) => lines.length));
    for (let line = 0; line < longest; line += 2) {
      for (const { file, lines } of written) {
        appendFileSync(file, lines.slice(line, line + 2).join(''));
      }
      await pause(writeMs);
    }
  }
  return turns;
}

function turnOf(file: string, seed: number): { readonly file: string; readonly lines: readonly string[] } {
  const sessionId = basename(file, '.jsonl');
  const session = new ClaudeTranscript({ seed: 1_000_000 + seed, start: Date.now() - 3_000, sessionId });
  session
    .prompt('go on')
    .tool('Read', { thinkMs: 500, content: code(4_000), result: { file: code(4_000) } })
    .tool('Edit', { thinkMs: 500, content: 'ok', result: { file: code(20_000) } })
    .respond(1_000)
    .written();
  return { file, lines: session.lines.map((line) => `${JSON.stringify(line)}\n`) };
}

void work(workerData).then((turns) => parentPort?.postMessage(turns));

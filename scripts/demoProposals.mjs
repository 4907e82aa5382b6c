// @ts-check
// What an agent did today and proposed: a transcript as Claude Code leaves it, and open proposals in the record.
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const here = import.meta.dirname;
const minuteMs = 60_000;
/** A session that was silent for this long counts as over. */
const endedMs = 12 * minuteMs;

/**
 * @typedef {object} DemoPiece
 * @property {string} prompt
 * @property {number} aiMinutes
 * @property {number} pauseMinutes before its prompt
 * @property {Record<string, string>} proposed options of `leverage-record propose`
 */

/**
 * Proposes through the command line, as an agent does. Needs the compiled `dist/cli.js`.
 *
 * @param {string} dataDirectory
 * @param {string} projects where the transcript goes, like `~/.claude/projects`
 * @param {string} workspace the folder that the agent worked in
 */
export async function makeDemoProposals(dataDirectory, projects, workspace) {
  /** @type {{ proposals: DemoPiece[] }} */
  const { proposals } = JSON.parse(await readFile(path.join(here, 'demoWeek.data.json'), 'utf8'));
  const ids = [];
  for (const { proposed } of proposals) {
    ids.push(await propose(dataDirectory, workspace, proposed));
  }
  const folder = path.join(projects, workspace.replace(/[^a-zA-Z0-9]/g, '-'));
  const session = randomUUID();
  await mkdir(folder, { recursive: true });
  const text = demoTranscript(proposals, ids, { session, workspace, end: Date.now() - endedMs });
  await writeFile(path.join(folder, `${session}.jsonl`), text);
}

/**
 * @param {readonly DemoPiece[]} pieces
 * @param {readonly string[]} ids those that the commands printed
 * @param {{ session: string, workspace: string, end: number }} of when the last piece was done
 */
export function demoTranscript(pieces, ids, { session, workspace, end }) {
  const minutes = pieces.reduce((sum, { aiMinutes, pauseMinutes }) => sum + aiMinutes + pauseMinutes, 0);
  let now = end - minutes * minuteMs;
  /** @type {string | null} */
  let parent = null;
  let text = '';
  const write = (/** @type {string} */ type, /** @type {object} */ fields) => {
    const uuid = randomUUID();
    const line = {
      parentUuid: parent,
      isSidechain: false,
      ...fields,
      type,
      uuid,
      timestamp: new Date(now).toISOString(),
      userType: 'external',
      entrypoint: 'cli',
      cwd: workspace,
      sessionId: session,
      version: '2.1.178',
      gitBranch: 'main',
    };
    parent = uuid;
    text += `${JSON.stringify(line)}\n`;
  };
  const answer = (/** @type {string} */ stop, /** @type {object} */ part, /** @type {number} */ output) => {
    const usage = {
      input_tokens: 9,
      cache_creation_input_tokens: 2104,
      cache_read_input_tokens: 61_402,
      output_tokens: output,
    };
    const message = {
      model: 'claude-opus-4-7',
      id: `msg_${randomUUID()}`,
      type: 'message',
      role: 'assistant',
      content: [part],
      stop_reason: stop,
      usage,
    };
    write('assistant', { message, requestId: `req_${randomUUID()}` });
  };
  for (const [index, { prompt, aiMinutes, pauseMinutes, proposed }] of pieces.entries()) {
    now += pauseMinutes * minuteMs;
    const done = now + aiMinutes * minuteMs;
    const message = { role: 'user', content: prompt };
    write('user', { promptSource: 'typed', origin: { kind: 'human' }, permissionMode: 'default', message });
    now = done - 20_000;
    const call = `toolu_${randomUUID()}`;
    const options = Object.entries(proposed).map(([name, value]) => `--${name} ${JSON.stringify(value)}`);
    const input = { command: `leverage-record propose ${options.join(' ')}` };
    answer('tool_use', { type: 'tool_use', id: call, name: 'Bash', input }, 400 * aiMinutes);
    now += 1_000;
    const stdout = ids[index] ?? '';
    const content = [{ tool_use_id: call, type: 'tool_result', content: stdout, is_error: false }];
    const toolUseResult = { stdout, stderr: '', interrupted: false };
    write('user', { message: { role: 'user', content }, toolUseResult });
    now = done;
    answer('end_turn', { type: 'text', text: 'Done.' }, 180);
    write('system', { subtype: 'turn_duration', durationMs: aiMinutes * minuteMs });
  }
  return text;
}

/**
 * @param {string} dataDirectory
 * @param {string} workspace
 * @param {Record<string, string>} proposed
 */
async function propose(dataDirectory, workspace, proposed) {
  const options = Object.entries(proposed).flatMap(([name, value]) => [`--${name}`, value]);
  const args = [path.join(here, '../dist/cli.js'), 'propose', ...options, '--data', dataDirectory];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: workspace });
  return stdout.trim();
}

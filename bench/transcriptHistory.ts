import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ClaudeTranscript } from '../test/fixtures/agents/claudeTranscript';

/** When the first session of a history begins. */
export const begun = Date.UTC(2026, 0, 5, 8);
export const dayMs = 86_400_000;

/** As many as people have in a history of that size. */
export function filesOf(historyBytes: number): number {
  return Math.max(10, Math.round(3_000 * (historyBytes / 2 ** 30)));
}

/**
 * A year of sessions: many small ones, few large ones, lines from some hundred bytes to megabytes.
 * @returns the files, oldest first
 */
export function writeHistory(home: string, historyBytes: number): string[] {
  const files = filesOf(historyBytes);
  const names: string[] = [];
  let written = 0;
  for (let number = 0; number < files; number += 1) {
    const start = begun + Math.floor((number / files) * 300) * dayMs;
    const session = new ClaudeTranscript({ seed: number + 1, start, cwd: `/w/project-${number % 40}` });
    const { random } = session;
    // What is left is shared out among the files that are left: the history has the size it is to have.
    const share = (historyBytes - written) / (files - number);
    const wanted = number === files - 1 ? share : Math.min(share * 20, random.longTailed(share * 0.8));
    let bytes = 0;
    for (let counted = 0; bytes < wanted;) {
      session.wait(random.between(20_000, 900_000)).prompt(words(random.longTailed(120)));
      for (let step = random.between(1, 12); step > 0; step -= 1) {
        const name = random.pick(['Read', 'Bash', 'Edit', 'Grep', 'Read', 'Bash', 'Edit', 'WebFetch']);
        const content = code(toolOutputBytes(random.next(), random.longTailed(1_600)));
        const result =
          name === 'Bash' ? { stdout: content, stderr: '', interrupted: false } : { file: content };
        session.tool(name, {
          thinkMs: random.longTailed(5_000),
          runMs: 200,
          input: { text: code(random.longTailed(300)) },
          before: spoken(random.next(), random.longTailed(500)),
          content,
          result,
        });
      }
      session.respond(random.longTailed(6_000), [
        { type: 'thinking', thinking: '', signature: 'x'.repeat(random.longTailed(600)) },
        { type: 'text', text: words(random.longTailed(700)) },
      ]);
      session.written();
      for (; counted < session.lines.length; counted += 1) {
        bytes += JSON.stringify(session.lines[counted]).length + 1;
      }
    }
    const text = session.text();
    const name = join(home, '.claude/projects', `project-${number % 40}`, `${session.sessionId}.jsonl`);
    mkdirSync(dirname(name), { recursive: true });
    writeFileSync(name, text);
    utimesSync(name, session.now / 1_000, session.now / 1_000);
    names.push(name);
    written += text.length;
  }
  return names;
}

/** Mostly a screenful; one in a hundred a large file, one in five thousand an image. */
function toolOutputBytes(chance: number, usual: number): number {
  return chance > 0.9998 ? 1_500_000 : chance > 0.99 ? 40_000 : usual;
}

/** Every second response thinks or says something before it calls a tool: lines of their own. */
function spoken(chance: number, length: number): readonly Record<string, unknown>[] {
  const thinking = {
    type: 'thinking',
    thinking: '',
    signature: 'EsICClkIDRgCKkAtasZdKcHC'.repeat(length / 24),
  };
  const said = { type: 'text', text: words(length / 3) };
  return chance < 0.4 ? [] : chance < 0.8 ? [thinking] : [thinking, said];
}

/** Source code, as agents read and write it. */
export function code(bytes: number): string {
  const line =
    'export function read(name: string, options: ReadOptions): Promise<Result> {\n' +
    '  const value = await fetchAll(name, { retry: 3 }); // größer, weil es dauert\n' +
    '  log.info("read", { name, size: value.length });\n}\n';
  return line.repeat(Math.ceil(bytes / line.length)).slice(0, bytes);
}

function words(length: number): string {
  return 'please look at the failing test and fix what it shows '
    .repeat(Math.ceil(length / 54))
    .slice(0, length);
}

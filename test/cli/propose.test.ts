import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import * as z from 'zod';
import { isProposalId, proposalIdOfKey } from '../../src/core/proposal/proposalId';
import { CommandLine, type CommandAnswer } from '../fixtures/commandLine';
import { bundled } from '../store/bundled';
import { inTemporaryFolder, openStore } from '../store/storeInTemporaryFolder';

const figures = ['--title', 'Port the importer', '--hours', '6'] as const;

describe('leverage-record propose', () => {
  let line: CommandLine;
  beforeEach(() => {
    line = new CommandLine();
    mkdirSync(join(line.data, 'journal'), { recursive: true });
  });
  afterEach(() => line.remove());

  async function proposals() {
    const store = await openStore(line.data, { readOnly: true });
    const open = store.openProposals();
    assert.deepEqual(store.status, { kind: 'ready', problems: [] });
    await store.close();
    return open;
  }

  function said({ code, stdout, stderr }: CommandAnswer): string {
    assert.deepEqual([code, stderr], [0, '']);
    return stdout;
  }

  it('prints the id alone, and the proposal is in the record as it was given', async () => {
    line.variables = { CLAUDECODE: '1', CLAUDE_CODE_SESSION_ID: 'session-1' };
    const options = ['--low', '4', '--high', '10', '--because', 'Three formats.', '--category', 'feature'];
    const made = ['--outcome', 'corrected', '--corrections', '2', '--model', 'opus', '--key', 'commit-1'];
    const id = said(await line.run('propose', ...figures, ...options, ...made)).trim();
    assert.equal(id, proposalIdOfKey({ key: 'commit-1', agent: 'claude', session: 'session-1' }));
    const [first, ...others] = await proposals();
    assert.ok(first !== undefined && others.length === 0);
    const { processes, ...proposal } = first;
    assert.ok(processes.includes(process.pid));
    assert.deepEqual(proposal, {
      id,
      title: 'Port the importer',
      estimate: { hours: 6, lowHours: 4, highHours: 10, by: 'opus', at: line.now, reasons: 'Three formats.' },
      category: 'feature',
      workstream: null,
      outcome: { kind: 'corrected', corrections: 2 },
      agent: 'claude',
      model: 'opus',
      session: 'session-1',
      folder: line.folder,
      proposedAt: line.now,
      key: 'commit-1',
      way: 'command-line',
      edited: null,
      decision: null,
      join: null,
    });
  });

  it('reads one JSON object from standard input, and answers in JSON', async () => {
    line.stdin = Buffer.from('{"title":"Port the importer","hours":6,"low":null,"because":"Größe"}');
    const { id } = z
      .object({ id: z.string() })
      .parse(JSON.parse(said(await line.run('propose', '-', '--json'))));
    assert.ok(isProposalId(id));
    const [proposal] = await proposals();
    assert.deepEqual([proposal?.id, proposal?.estimate.reasons], [id, 'Größe']);
  });

  it('makes no database and counts nowhere', async () => {
    said(await line.run('propose', ...figures));
    assert.equal(existsSync(join(line.data, 'tasks.sqlite')), false);
    assert.match((await line.run('report')).stdout, /No tasks|0 tasks/i);
  });

  it('keeps one proposal for a key, with the latest words', async () => {
    said(await line.run('propose', ...figures, '--key', 'k'));
    line.now += 60_000;
    said(await line.run('propose', '--title', 'Better words', '--hours', '7', '--key', 'k'));
    assert.deepEqual(
      (await proposals()).map(({ title, estimate }) => [title, estimate.hours]),
      [['Better words', 7]],
    );
  });

  it('gives each agent and each session its own proposal under the same key', async () => {
    const claude = { CLAUDECODE: '1', CLAUDE_CODE_SESSION_ID: 'a' };
    const others = [{ ...claude, CLAUDE_CODE_SESSION_ID: 'b' }, { CODEX_THREAD_ID: 'a' }, {}, claude];
    const ids: string[] = [];
    for (const variables of [claude, ...others]) {
      line.variables = variables;
      ids.push(said(await line.run('propose', ...figures, '--key', '1')));
    }
    assert.equal(new Set(ids).size, 4);
    assert.equal(ids[0], ids[4], 'the same session');
    assert.equal((await proposals()).length, 4);
  });

  it('continues one journal file, however often it is run', async () => {
    for (let run = 0; run < 3; run += 1) {
      said(await line.run('propose', ...figures));
    }
    assert.equal((await proposals()).length, 3);
    const journal = readdirSync(join(line.data, 'journal'), { recursive: true, encoding: 'utf8' });
    assert.equal(journal.filter((name) => name.endsWith('.jsonl')).length, 1);
  });

  const hostile: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['minutes', [...figures, '--minutes', '40'], /^“minutes”: minutes, tokens and times are measured/],
    ['AI minutes', [...figures, '--ai-minutes=40'], /^“ai-minutes”: minutes, tokens and times are measured/],
    ['tokens', [...figures, '--tokens', '4'], /are measured by Leverage Record/],
    ['a start', ['--started-at', 'now', ...figures], /are measured by Leverage Record/],
    ['an unknown option', [...figures, '--colour', 'red'], /--colour/],
    ['no title', ['--hours', '6'], /^title is missing\./],
    ['no hours', ['--title', 'x'], /^hours is missing\./],
    ['nothing', [], /^title is missing\./],
    ['a control character', ['--title', 'a\u001b]0;b\u0007', '--hours', '6'], /^title must be one line/],
    ['a title of 100 kB', ['--title', 'x'.repeat(100_000), '--hours', '6'], /^title has 100,000 characters/],
    ['NaN', ['--title', 'x', '--hours', 'NaN'], /^hours must be a number, not text\./],
    ['Infinity', ['--title', 'x', '--hours', 'Infinity'], /^hours must be a number/],
    ['an empty text', ['--title', 'x', '--hours', ''], /^hours must be a number/],
    ['hexadecimal', ['--title', 'x', '--hours', '0x10'], /^hours must be a number/],
    ['a power', ['--title', 'x', '--hours', '1e3'], /^hours must be a number/],
    ['less than nothing', ['--title', 'x', '--hours=-6'], /^hours must be more than 0\./],
    [
      'a range in reverse order',
      [...figures, '--low', '9', '--high', '4'],
      /^low \(9\) is more than high \(4\)/,
    ],
    ['hours outside the range', [...figures, '--low', '7', '--high', '9'], /^hours \(6\) must lie between/],
    ['words left over', ['--title', 'Port', 'the', 'importer', '--hours', '6'], /Quote a text with spaces/],
    ['both ways', [...figures, '-'], /by options or as JSON, not both/],
  ];
  for (const [what, args, message] of hostile) {
    it(`refuses ${what} in words, with exit code 2, and stores nothing`, async () => {
      await mustRefuse(args, message);
    });
  }

  const hostileJson: readonly (readonly [string, string | Uint8Array, RegExp])[] = [
    [
      'minutes',
      '{"title":"x","hours":1,"aiMinutes":3}',
      /^“aiMinutes”: minutes, tokens and times are measured/,
    ],
    [
      'a title of a megabyte',
      JSON.stringify({ title: 'x'.repeat(2 ** 20), hours: 1 }),
      /too long for a proposal/,
    ],
    [
      'a title of 50 kB',
      JSON.stringify({ title: 'x'.repeat(50_000), hours: 1 }),
      /^title has 50,000 characters/,
    ],
    ['control characters', '{"title":"a\\u0000b","hours":1}', /^title must be one line/],
    ['bytes that are no text', Uint8Array.of(0x7b, 0xff, 0x7d), /is not one JSON object in UTF-8/],
    ['two objects', '{"title":"x","hours":1}{}', /is not one JSON object/],
    ['a list', '[{"title":"x","hours":1}]', /^A proposal is one object/],
    ['nothing', '', /is not one JSON object/],
    ['NaN', '{"title":"x","hours":NaN}', /is not one JSON object/],
    ['an endless number', '{"title":"x","hours":1e999}', /^hours must be a number/],
    ['hours as text', '{"title":"x","hours":"1"}', /^hours must be a number, not text/],
    ['a prototype', '{"title":"x","hours":1,"__proto__":{"a":1}}', /^“__proto__” is no field/],
  ];
  for (const [what, json, message] of hostileJson) {
    it(`refuses ${what} in JSON in words, with exit code 2, and stores nothing`, async () => {
      line.stdin = Buffer.from(json);
      await mustRefuse(['-'], message);
    });
  }

  async function mustRefuse(args: readonly string[], message: RegExp): Promise<void> {
    const { code, stdout, stderr } = await line.run('propose', ...args);
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, message);
    assert.deepEqual(readdirSync(line.data, { recursive: true }), ['journal']);
  }

  it('leaves a folder of something else alone', async () => {
    const other = join(line.folder, 'thesis');
    mkdirSync(other);
    writeFileSync(join(other, 'thesis.tex'), '');
    const { code, stdout, stderr } = await line.runBare('propose', ...figures, '--data', other);
    assert.deepEqual([code, stdout], [1, '']);
    assert.match(stderr, /contains other files and no record/);
    assert.deepEqual(readdirSync(other), ['thesis.tex']);
  });
});

describe('Proposing 1,000 times from 8 processes at once', () => {
  const answers = z.object({ code: z.literal(0), said: z.string(), key: z.string(), title: z.string() });
  const [processes, runs, keys] = [8, 125, 90];
  const idOfKey = (key: string): string => proposalIdOfKey({ key, agent: null, session: null });

  it('gives each key one proposal, in words that one of them said, and no entry that can’t be read', () =>
    inTemporaryFolder(async (place) => {
      const program = await bundled('test/cli/proposer.ts', place);
      const data = join(place, 'data');
      mkdirSync(join(data, 'journal'), { recursive: true });
      const outputs = await Promise.all(
        Array.from({ length: processes }, async (_, number) => {
          const args = [program, data, String(number), String(runs), String(keys)];
          const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
          const [output, [code]] = await Promise.all([text(child.stdout), once(child, 'close')]);
          assert.equal(code, 0);
          return output;
        }),
      );
      const said = new Map<string, { id: string; titles: Set<string> }>();
      let count = 0;
      for (const line of outputs.flatMap((output) => output.split('\n')).filter((each) => each !== '')) {
        const answer = answers.parse(JSON.parse(line));
        const known = said.get(answer.key) ?? { id: idOfKey(answer.key), titles: new Set() };
        assert.equal(answer.said, known.id);
        said.set(answer.key, { ...known, titles: known.titles.add(answer.title) });
        count += 1;
      }
      assert.deepEqual([count, said.size], [processes * runs, keys]);
      const store = await openStore(data, { readOnly: true });
      assert.deepEqual(store.status, { kind: 'ready', problems: [] });
      const stored = store.openProposals();
      await store.close();
      assert.equal(stored.length, keys);
      for (const { id, key, title } of stored) {
        const known = said.get(key ?? '');
        assert.equal(id, known?.id);
        assert.ok(known?.titles.has(title), `${key}: ${title}`);
      }
    })).timeout(120_000);
});

import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { allAgents } from '../../../src/agents/allAgents';
import { AppendedLines } from '../../../src/agents/files/appendedLines';
import { readTranscript, type ResumableReading } from '../../../src/agents/readTranscript';
import { TranscriptFamilies } from '../../../src/agents/index/transcriptFamilies';
import { scannedAt } from '../../fixtures/agents/agentHome';
import * as workdays from '../../fixtures/agents/workdays';
import { expectThat, type FuzzTarget } from '../fuzzTarget';
import { expectPlausiblePart, expectPlausibleTranscript } from '../plausible';

/** A name that the agent's reader takes for a transcript, and days of work to make seeds of. */
interface Family {
  readonly agent: string;
  readonly name: string;
  readonly seeds: () => readonly Buffer[];
}

const seedBytes = 2_500;

const families: readonly Family[] = [
  {
    agent: 'claude',
    name: 'p/00000000-0000-4000-8000-000000000001.jsonl',
    seeds: () => [1, 2].flatMap((seed) => partsOf(workdays.claudeWorkday(seed, seed === 2))),
  },
  {
    agent: 'codex',
    name: '2026/06/01/rollout-2026-06-01T10-00-00-00000000-0000-4000-8000-000000000001.jsonl',
    seeds: () => partsOf(workdays.codexWorkday(1)),
  },
  {
    agent: 'gemini',
    name: 'p/chats/session-1.jsonl',
    seeds: () => partsOf(workdays.geminiWorkday(1)),
  },
  {
    agent: 'gemini',
    name: 'p/chats/session-1.json',
    seeds: () => [Buffer.from(JSON.stringify(geminiDocument))],
  },
  {
    agent: 'copilot',
    name: '00000000-0000-4000-8000-000000000001/events.jsonl',
    seeds: () => partsOf(workdays.copilotWorkday(1)),
  },
  {
    agent: 'copilot-chat',
    name: 'c.jsonl',
    seeds: () => [...partsOf(workdays.chatWorkday(1, false)), Buffer.from(chatEvents)],
  },
  { agent: 'copilot-chat', name: 'c.json', seeds: () => documentsOf(workdays.chatWorkday(1, true)) },
];

const geminiDocument = {
  sessionId: 'G',
  projectHash: 'h',
  startTime: '2026-06-01T08:00:00.000Z',
  lastUpdated: '2026-06-01T08:02:00.000Z',
  messages: [
    {
      id: 'm1',
      timestamp: '2026-06-01T08:00:10.000Z',
      type: 'user',
      content: [{ text: 'go' }],
      displayContent: 'go',
    },
    {
      id: 'm2',
      timestamp: '2026-06-01T08:00:40.000Z',
      type: 'gemini',
      content: 'done',
      model: 'gemini-3-pro',
      tokens: { input: 10, output: 20, cached: 5, thoughts: 1, tool: 0, total: 31 },
      toolCalls: [
        { id: 't1', name: 'replace', status: 'success', timestamp: '2026-06-01T08:00:30.000Z', result: [] },
      ],
    },
  ],
};

const chatEvents = [
  ['session.start', { sessionId: 'V1', copilotVersion: '0.47.0', context: { cwd: '/w/app' } }],
  ['user.message', { content: 'go', attachments: [] }],
  ['assistant.turn_start', { turnId: '0' }],
  ['assistant.message', { content: '', toolRequests: [{ toolCallId: 't1', name: 'run_in_terminal' }] }],
  ['tool.execution_start', { toolCallId: 't1', toolName: 'run_in_terminal' }],
  ['tool.execution_complete', { toolCallId: 't1', success: true }],
  ['assistant.usage', { model: 'gpt-5', inputTokens: 90, outputTokens: 9, cacheReadTokens: 40 }],
  ['assistant.message', { content: 'So.', toolRequests: [] }],
  ['assistant.turn_end', { turnId: '0' }],
]
  .map(([type, data], second) => {
    const timestamp = new Date(Date.UTC(2026, 5, 1, 8, 0, second)).toISOString();
    return `${JSON.stringify({ type, data, id: `e${second}`, timestamp })}\n`;
  })
  .join('');

/** Reading on costs as much as reading: a quarter of the inputs has to do. */
function isSampled(input: Buffer): boolean {
  return input.length % 4 === 0;
}

/** The beginnings, in whole lines, of what a day of work left. */
function partsOf({ files }: workdays.Workday): readonly Buffer[] {
  return [...files.values()].map((text) => {
    const end = text.indexOf('\n', seedBytes);
    return Buffer.from(end < 0 ? text : text.slice(0, end + 1));
  });
}

function documentsOf({ files }: workdays.Workday): readonly Buffer[] {
  return [...files.values()].map((text) => {
    const { requests, ...about } = asObject(JSON.parse(text));
    return Buffer.from(
      JSON.stringify({ ...about, requests: Array.isArray(requests) ? requests.slice(0, 3) : [] }),
    );
  });
}

function asObject(value: unknown): { readonly requests?: unknown } {
  expectThat(typeof value === 'object' && value !== null, 'a seed is no object');
  return value;
}

/** Every agent's reader, over each kind of file it reads. @param folder where the input is put */
export function transcriptTargets(folder: string): readonly FuzzTarget[] {
  const lines = new AppendedLines();
  return families.map(({ agent, name, seeds }) => {
    const path = join(folder, agent, name);
    mkdirSync(dirname(path), { recursive: true });
    const reader = allAgents.find((each) => each.agent === agent);
    expectThat(reader !== undefined && reader.format(name) !== undefined, `${agent} does not read ${name}`);
    return {
      name: `${agent} ${name.endsWith('.json') ? 'document' : 'lines'}`,
      seeds,
      run(input): void {
        const read = (bytes: Buffer, known?: ResumableReading): ResumableReading => {
          writeFileSync(path, bytes);
          const { size, mtimeMs, ino, dev } = statSync(path);
          const found = { reader, path, name, size, modifiedAt: mtimeMs, identity: `${dev}:${ino}` };
          return readTranscript(found, known, lines, { now: scannedAt, keepText: false });
        };
        const reading = read(input);
        // A whole file that can't be read any more says what it said before.
        if (reader.format(name)?.kind === 'lines' && isSampled(input)) {
          const half = read(input.subarray(0, Math.floor(input.length / 2)));
          expectThat(
            isDeepStrictEqual(read(input, half).part, reading.part),
            'read in two goes it says something else than read at once',
          );
        }
        expectThat(
          reading.skipped['unreadable file'] === undefined,
          'the reader gave up on the whole file, which is there and readable',
        );
        if (reading.part) {
          expectPlausiblePart(reading.part, scannedAt);
          const merged = new TranscriptFamilies();
          merged.set(path, reading.part);
          for (const transcript of merged.transcripts()) {
            expectPlausibleTranscript(transcript, scannedAt);
          }
        }
      },
    };
  });
}

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ClaudeLiveStatus } from '../../../src/agents/claude/liveStatus';
import { readSpool } from '../../../src/agents/hooks/readSpool';
import { readIndex, writeIndex } from '../../../src/agents/index/indexFile';
import { claimOrphans, workOfOthers } from '../../../src/store/windows/heartbeats';
import { encodeLine } from '../../../src/store/journal/journalLine';
import { readJournal } from '../../../src/store/journal/journalReader';
import { scannedAt } from '../../fixtures/agents/agentHome';
import { expectThat, type FuzzTarget } from '../fuzzTarget';

const spool = [
  { event: 'SessionStart', session: 'a', folder: '/w/app', at: 1_780_000_000_000 },
  { event: 'Stop', session: 'a', folder: null, at: 1_780_000_060_000, ranMs: 3 },
];
const beat = {
  writer: 'w2',
  lastBeatAt: 1_780_000_000_000,
  host: 'elsewhere',
  pid: 1,
  boot: null,
  started: null,
  work: { sessions: [{ sessionId: 's', busySince: 1_780_000_000_000, taskId: 't' }], typing: null },
};

const claudeStatus = {
  pid: 7,
  sessionId: 's',
  cwd: '/w/app',
  procStart: '123456',
  status: 'busy',
  updatedAt: 1_780_000_000_000,
  statusUpdatedAt: 1_780_000_000_000,
};

/** What the product itself keeps in files, read back after something else was at them. */
export function fileTargets(folder: string): readonly FuzzTarget[] {
  const at = (name: string): string => {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    return path;
  };
  const journal = at('journal/2026-06-01-w1.jsonl');
  const index = at('transcripts.index');
  const spoolDay = at('spool/2026-06-01.jsonl');
  const beatFile = at('running/w2.json');
  const statusFile = at('sessions/7.json');
  return [
    {
      name: 'journal file',
      seeds: () => [
        Buffer.from(
          [1, 0, 0]
            .map((more, number) =>
              encodeLine(
                {
                  stamp: `000178000000000${number}-0000-w1`,
                  entity: 'task',
                  id: 't',
                  kind: 'delete',
                  fields: {},
                },
                more,
              ),
            )
            .join(''),
        ),
      ],
      async run(input) {
        writeFileSync(journal, input);
        let before = 0;
        for await (const { offset, operations } of readJournal(
          journal,
          { offset: 0, line: 1 },
          input.length,
        )) {
          expectThat(
            offset >= before && offset <= input.length,
            `it goes on at ${offset} of ${input.length}`,
          );
          expectThat(operations.length <= input.length, 'more operations than bytes');
          before = offset;
        }
      },
    },
    {
      name: 'transcript index',
      seeds: () => {
        writeIndex(index, [], false);
        return [Buffer.from('leverage-record transcripts\n')];
      },
      run(input) {
        writeFileSync(index, input);
        readIndex(index, false);
      },
    },
    {
      name: 'hook spool',
      seeds: () => [Buffer.from(spool.map((line) => `${JSON.stringify(line)}\n`).join(''))],
      run(input) {
        writeFileSync(spoolDay, input);
        for (const event of readSpool(dirname(spoolDay)).events) {
          expectThat(event.at > Date.UTC(2020, 0) && event.session.length <= 128, 'an absurd event');
        }
      },
    },
    {
      name: 'Claude Code’s status',
      seeds: () => [Buffer.from(JSON.stringify(claudeStatus))],
      run(input) {
        writeFileSync(statusFile, input);
        for (const [session, { since }] of new ClaudeLiveStatus([dirname(statusFile)], () => true).read()) {
          const sense = since > Date.UTC(2020, 0) && since < Date.now() + 2 * 86_400_000;
          expectThat(sense && session !== '', `${session} does something since ${since}`);
        }
      },
    },
    {
      name: 'heartbeat',
      seeds: () => [Buffer.from(JSON.stringify(beat))],
      async run(input) {
        writeFileSync(beatFile, input);
        await workOfOthers(dirname(beatFile), 'w1', scannedAt);
        for (const orphan of await claimOrphans(dirname(beatFile), 'w1', scannedAt)) {
          expectThat(
            Number.isFinite(orphan.lastBeatAt),
            `an orphan that was last seen at ${orphan.lastBeatAt}`,
          );
        }
      },
    },
  ];
}

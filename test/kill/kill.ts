import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { copyJournal } from './copyJournal';
import { findingsIn } from './findings';
import { copiesIn, killProcesses } from './killProcesses';

/** `npm run kill -- --kills 1000 --seed 1`: exit code 1, and the folder kept, where anything was found. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      kills: { type: 'string', default: '1000' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      processes: { type: 'string', default: '4' },
    },
  });
  // Until the end is reached, in case the program ends before.
  process.exitCode = 1;
  const place = await mkdtemp(join(tmpdir(), 'leverage-record-kill-'));
  const acknowledged = await killProcesses({
    place,
    kills: Number(values.kills),
    seed: Number(values.seed),
    atOnce: Number(values.processes),
    onKill: (kills) => {
      if (kills % 50 === 0) {
        console.log(`${kills} killed`);
      }
    },
  });
  const [first, second] = copiesIn(place);
  copyJournal(first, second);
  copyJournal(second, first);
  const [one, other] = [await findingsIn(first, acknowledged), await findingsIn(second, acknowledged)];
  const count = (name: 'lost' | 'twice' | 'partial' | 'different') => one[name].length + other[name].length;
  console.log(
    `${acknowledged.kills} kills (seed ${values.seed}): ${acknowledged.tasks.size} acknowledged tasks, ${acknowledged.proposals.size} proposals and ${acknowledged.files.size} files, ${one.tasks} tasks in the journal`,
  );
  console.log(
    `${count('lost')} lost, ${count('twice')} twice, ${count('partial')} partial, ${count('different')} shown otherwise than the journal says; copies ${one.shown === other.shown ? 'equal' : 'differ'}`,
  );
  const found = [one, other].flatMap(({ lost, twice, partial, different }) => [
    lost,
    twice,
    partial,
    different,
  ]);
  if (found.flat().length > 0 || one.shown !== other.shown) {
    console.log(
      JSON.stringify(
        [one, other].map(({ shown: _shown, ...rest }) => rest),
        null,
        1,
      ).slice(0, 5_000),
    );
    console.log(`Kept for a look: ${place}`);
    return;
  }
  await rm(place, { recursive: true, force: true });
  process.exitCode = 0;
}

void main();

import { rmSync } from 'node:fs';
import { Random } from '../fixtures/agents/random';
import { corpusOf } from './corpus';
import { PropertyError } from './fuzzTarget';
import { fuzzTargets } from './fuzzTargets';
import { inputFolder } from './inputFolder';
import { mutated } from './mutations';
import { failureOf } from './runInput';

const runs = 250;

describe('foreign bytes, however they are damaged, throw nothing and give no absurd figure', () => {
  const folder = inputFolder();
  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const target of fuzzTargets(folder)) {
    it(`${target.name}: ${runs} mutations, the well-formed, and what failed before`, async () => {
      const known = [...target.seeds(), ...corpusOf(target.name)];
      const random = new Random(20_261_129);
      const inputs = [...known, ...Array.from({ length: runs }, () => mutated(random, known))];
      for (const input of inputs) {
        const failure = await failureOf(target, input);
        // Time is for the long run to judge: this one may share its processor.
        if (failure && failure.cause !== 'too slow') {
          throw new PropertyError(`${failure.message}\n${input.toString('utf8').slice(0, 2_000)}`);
        }
      }
    });
  }
});

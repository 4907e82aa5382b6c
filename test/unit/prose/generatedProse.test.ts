import assert from 'node:assert/strict';
import { dayFindings } from '../../../src/core/findings/findings';
import { earlierDays } from '../../../src/core/findings/surroundings';
import { checkProse } from '../../../src/core/prose/checkProse';
import { proseRecord } from '../../../src/core/prose/reading/proseReading';
import { dayRecord } from '../../../src/core/record/dayRecord';
import { english } from '../../../src/core/texts/texts';
import { daysStore } from '../../fixtures/daysStore';
import { randomHistory } from '../../fixtures/randomHistory';

/** The long run: `PROSE_HISTORIES=2000 npx mocha test/unit/prose/generatedProse.test.ts`. */
const histories = Number(process.env['PROSE_HISTORIES'] ?? 8);
const which = { includePrivate: true };

describe('prose that was computed from a record', () => {
  it(`is never called wrong, whole or by paragraphs and sentences, over ${histories} histories`, function () {
    this.timeout(1_800_000);
    let supported = 0;
    for (let seed = 1; seed <= histories; seed += 1) {
      const { days, spans } = randomHistory(seed);
      const store = daysStore(days, spans);
      for (const [day, tasks] of days) {
        const record = dayRecord(day, tasks);
        const paragraphs = dayFindings(record, english, store, which).map(({ sentences }) => sentences);
        const checked = proseRecord(day, record.rows, earlierDays(store, day, which));
        const texts = [
          ...paragraphs.flat(),
          ...paragraphs.map((sentences) => sentences.join(' ')),
          paragraphs.map((sentences) => sentences.join(' ')).join('\n\n'),
        ];
        for (const text of texts) {
          const findings = checkProse(text, checked);
          const wrong = findings.filter(({ verdict }) => verdict === 'contradicted');
          assert.deepEqual(
            wrong.map(({ start, end, replacement }) => [text.slice(start, end), replacement]),
            [],
            `${seed}, ${day}: ${text}`,
          );
          supported += findings.length - wrong.length;
        }
      }
    }
    assert.ok(supported > histories * 50, `${supported}`);
  });
});

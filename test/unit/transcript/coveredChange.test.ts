import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { noTokens } from '../../../src/core/task/tokens';
import { coveredChange, withCoveredChange } from '../../../src/core/transcript/inbox/coveredChange';
import type { CoveredTranscript } from '../../../src/core/transcript/source/transcriptSource';

// As the objects that are compared have one.
const plain = { noNullPrototype: true } as const;
const small = fc.integer({ min: 0, max: 2 });
const span = fc.record(
  {
    id: fc.constantFrom('a', 'b', 'c'),
    start: small,
    end: small,
    evidence: fc.constantFrom('measured' as const, 'estimated' as const),
  },
  plain,
);
const prompt = fc.record(
  {
    id: fc.constantFrom('a', 'b', 'c'),
    since: small,
    at: small,
    length: small,
    ms: small,
  },
  plain,
);
const covered: fc.Arbitrary<CoveredTranscript> = fc.record(
  {
    facts: fc.record(
      {
        externalId: fc.constant('x'),
        branch: fc.constant(null),
        version: fc.constant(null),
        models: fc.constant([]),
        turns: small,
        prompts: small,
        tokens: fc.constant(noTokens),
        from: fc.constant(0),
        to: fc.constant(null),
      },
      plain,
    ),
    attentionMs: small,
    spans: fc.array(span, { maxLength: 4 }),
    composed: fc.array(prompt, { maxLength: 4 }),
    busySince: fc.option(small),
  },
  plain,
);

describe('What changed of a covered part', () => {
  it('makes the later answer of the earlier one, whatever they are', () => {
    fc.assert(
      fc.property(fc.option(covered, { nil: undefined }), covered, (before, after) => {
        assert.deepEqual(withCoveredChange(before, coveredChange(before, after)), after);
      }),
    );
  });

  it('is only the end of a session that went on', () => {
    fc.assert(
      fc.property(covered, fc.array(span), fc.array(prompt), (before, spans, composed) => {
        const after = {
          ...before,
          spans: [...before.spans, ...spans],
          composed: [...before.composed, ...composed],
        };
        const change = coveredChange(structuredClone(before), after);
        assert.deepEqual(change.spans, { same: before.spans.length, rest: spans });
        assert.deepEqual(change.composed, { same: before.composed.length, rest: composed });
      }),
    );
  });
});

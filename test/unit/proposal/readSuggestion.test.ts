import assert from 'node:assert/strict';
import { estimatorName, readSuggestion } from '../../../src/core/proposal/suggesting/readSuggestion';
import { parsed } from '../../../src/core/typed/parsed';

const answer = { title: 'Port the importer', hours: 6, low: 4, high: 10, because: 'Three formats.' };
const json = JSON.stringify(answer);

describe("A language model's answer", () => {
  for (const [name, text] of [
    ['bare', json],
    ['in a block of code', `\`\`\`json\n${json}\n\`\`\``],
    ['between sentences', `Here it is:\n\n${json}\n\nTell me if you need more.`],
    ['over several lines', JSON.stringify(answer, undefined, 2)],
  ] as const) {
    it(`is read ${name}, as an estimate of that model`, () => {
      assert.deepEqual(readSuggestion(text, 'GPT-5'), parsed({ ...answer, model: 'GPT-5' }));
    });
  }

  it('may leave out the range and the reasons', () => {
    const bare = { title: 'Port', hours: 0.25 };
    const withNulls = JSON.stringify({ ...bare, low: null, high: null, because: null });
    assert.deepEqual(readSuggestion(withNulls, 'm'), parsed({ ...bare, model: 'm' }));
  });

  const notJson = /not a JSON object/;
  const notAsked = /not asked for/;
  for (const [name, text, problem] of [
    ['nothing', '', notJson],
    ['a refusal in words', 'I am sorry, I cannot estimate that.', notJson],
    ['braces without JSON', 'It took {about} 6 hours {I think}', notJson],
    ['cut off', json.slice(0, -5), notJson],
    ['a list', `[${json}, ${json}]`, notJson],
    ['two answers', `${json}\n${json}`, notJson],
    ['no hours', '{"title": "Port"}', /hours is missing/],
    ['hours as text', '{"title": "Port", "hours": "6"}', /hours must be a number/],
    ['hours that are too many', '{"title": "Port", "hours": 1e300}', /1,000,000/],
    ['hours that are infinite', '{"title": "Port", "hours": 1e999}', /hours/],
    ['negative hours', '{"title": "Port", "hours": -1}', /more than 0/],
    ['a range in reverse', '{"title": "Port", "hours": 6, "low": 9, "high": 4}', /low/],
    ['half a range', '{"title": "Port", "hours": 6, "low": 4}', /high is missing/],
    ['hours outside the range', '{"title": "Port", "hours": 60, "low": 4, "high": 9}', /between/],
    ['a title of two lines', '{"title": "Port\\nthe importer", "hours": 6}', /one line/],
    ['an empty title', '{"title": "  ", "hours": 6}', /empty/],
    ['minutes', '{"title": "Port", "hours": 6, "aiMinutes": 12}', /which are measured/],
    ['tokens', '{"title": "Port", "hours": 6, "tokens": 12}', /which are measured/],
    ['another model', '{"title": "Port", "hours": 6, "model": "me"}', notAsked],
    ['a key of a proposal', '{"title": "Port", "hours": 6, "key": "k"}', notAsked],
    ['another persona', '{"title": "Port", "hours": 6, "persona": "a junior"}', notAsked],
    ['a prototype', '{"__proto__": {"hours": 6}, "title": "Port", "hours": 6}', notAsked],
    ['a link', '{"[Open](command:x)": 1, "title": "Port", "hours": 6}', notAsked],
    ['an endless text', '{'.repeat(30_000), /too long/],
    ['deep nesting', `{"a":${'['.repeat(9_000)}${']'.repeat(9_000)}}`, notAsked],
  ] as const) {
    it(`is refused with a reason if it is ${name}`, () => {
      const read = readSuggestion(text, 'GPT-5');
      assert.ok(!read.ok);
      assert.match(read.problem, problem);
      assert.ok(!read.problem.includes('command:'));
    });
  }
});

describe('The name that an estimate of a language model is recorded under', () => {
  for (const [name, id, expected] of [
    ['GPT-5', 'gpt-5', 'GPT-5'],
    [' Claude Opus ', 'opus', 'Claude Opus'],
    ['me', 'gpt-5', 'gpt-5'],
    ['ME ', 'me', 'vendor me'],
    ['two\nlines', 'x', 'x'],
    ['x'.repeat(300), 'y', 'y'],
    ['', '\u0000', 'language model'],
  ] as const) {
    it(`of ${JSON.stringify(name.slice(0, 20))} is ${expected}`, () => {
      assert.equal(estimatorName({ name, id, vendor: 'vendor' }), expected);
    });
  }
});

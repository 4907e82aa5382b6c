import assert from 'node:assert/strict';
import { agentOfVariables } from '../../../src/core/proposal/agentOfVariables';
import { proposalFieldsSchema, type Proposal } from '../../../src/core/task/proposal';
import { proposeChanges, withdrawChanges } from '../../../src/core/proposal/proposalChanges';
import { isProposalId, proposalIdOfKey } from '../../../src/core/proposal/proposalId';
import { parseProposalInput } from '../../../src/core/proposal/proposalInput';
import { proposal } from '../../fixtures/proposals';
import { noon } from '../../fixtures/tasks';

const least = { title: 'Port the importer', hours: 6 };

function refusal(raw: unknown): string {
  const answer = parseProposalInput(raw);
  assert.equal(answer.ok, false, JSON.stringify(raw).slice(0, 200));
  return answer.problem;
}

describe('The input of a proposal', () => {
  it('is taken as given, its texts trimmed and what is null left out', () => {
    const whole = {
      ...least,
      low: 4,
      high: 10,
      because: 'Three callers.',
      persona: 'a junior',
      category: 'feature',
      workstream: 'Importing',
      outcome: 'corrected',
      corrections: 2,
      agent: 'claude',
      model: 'opus',
      session: 's-1',
      key: 'k',
    };
    assert.deepEqual(parseProposalInput(whole), { ok: true, value: whole });
    assert.deepEqual(parseProposalInput({ ...least, title: '  Port the importer ', low: null, high: null }), {
      ok: true,
      value: least,
    });
  });

  it('never gives what is measured, in whatever spelling', () => {
    const spellings = [
      'minutes',
      'aiMinutes',
      'ai_minutes',
      'AI-Minutes',
      'mins',
      'tokens',
      'token_count',
      'inputTokens',
      'duration',
      'durationMs',
      'elapsed',
      'seconds',
      'startedAt',
      'start_time',
      'endedAt',
      'end',
      'time',
      'timestamp',
      'wallClock',
      'supervisory-minutes',
      'supervision',
      'leverageFactor',
      'factor',
    ];
    for (const name of spellings) {
      const problem = refusal({ ...least, [name]: 5 });
      assert.match(problem, /minutes, tokens and times are measured by Leverage Record/, name);
      assert.ok(problem.includes(`“${name}”`), problem);
    }
    assert.match(refusal({ ...least, minutes: 1, tokens: 2 }), /^“minutes”, “tokens”: .* Leave them out\.$/);
  });

  const refused: readonly (readonly [string, unknown, RegExp])[] = [
    [
      'an unknown field',
      { ...least, colour: 'red' },
      /^“colour” is no field of a proposal\. The fields are title, hours,/,
    ],
    [
      'a field of every object',
      JSON.parse('{"title":"x","hours":1,"__proto__":{"hours":2}}'),
      /^“__proto__” is no field/,
    ],
    ['no title', { hours: 1 }, /^title is missing\.$/],
    ['no hours', { title: 'x' }, /^hours is missing\.$/],
    ['an empty title', { ...least, title: '' }, /^title is empty\.$/],
    ['an invisible title', { ...least, title: ' \u200B\u2800 ' }, /^title is empty\.$/],
    [
      'a title of a megabyte',
      { ...least, title: 'x'.repeat(2 ** 20) },
      /^title has 1,048,576 characters\. Shorten it to 300\.$/,
    ],
    [
      'a control character',
      { ...least, title: 'a\u001b[2Jb' },
      /^title must be one line without control characters\.$/,
    ],
    ['a line end', { ...least, because: 'a\nb' }, /^because must be one line/],
    ['half a character', { ...least, title: 'a\ud800' }, /^title must be one line/],
    [
      'hours that are no number',
      { ...least, hours: Number.NaN },
      /^hours must be a number, not one that is not finite\.$/,
    ],
    ['endless hours', { ...least, hours: Infinity }, /^hours must be a number/],
    ['hours as text', { ...least, hours: '6' }, /^hours must be a number, not text\.$/],
    ['no hours at all', { ...least, hours: 0 }, /^hours must be more than 0\.$/],
    ['negative hours', { ...least, hours: -1 }, /^hours must be more than 0\.$/],
    ['hours without measure', { ...least, hours: 1e300 }, /^hours is more than 1,000,000 hours\.$/],
    ['a range in reverse order', { ...least, low: 9, high: 4 }, /^low \(9\) is more than high \(4\)/],
    [
      'hours above the range',
      { ...least, low: 1, high: 4 },
      /^hours \(6\) must lie between low \(1\) and high \(4\)\.$/,
    ],
    ['hours below the range', { ...least, low: 7, high: 9 }, /^hours \(6\) must lie between/],
    ['half a range', { ...least, low: 1 }, /^high is missing\. Give both ends/],
    [
      'an unknown outcome',
      { ...least, outcome: 'great' },
      /^outcome is one of at-once, corrected, dropped\.$/,
    ],
    ['corrections of what was right at once', { ...least, corrections: 1 }, /^corrections goes only with/],
    [
      'half a correction',
      { ...least, outcome: 'corrected', corrections: 0.5 },
      /^corrections must be a whole number, not a fraction\.$/,
    ],
    ['the user as the model', { ...least, model: ' Me' }, /^model can't be “me”/],
    ['a list', [least], /^A proposal is one object/],
    ['text', 'title', /^A proposal is one object/],
    ['nothing', null, /^A proposal is one object/],
    ['an object as title', { ...least, title: { length: 3 } }, /^title must be text, not an object\.$/],
  ];
  for (const [what, raw, message] of refused) {
    it(`is refused with ${what}, and says why`, () => assert.match(refusal(raw), message));
  }
});

describe('A proposal that an agent makes', () => {
  const origin = {
    way: 'command-line',
    at: noon,
    folder: '/home/ada/shop',
    processes: [7, 3],
    guessed: { agent: 'claude', session: 'guessed' },
  } as const;
  const newId = () => '0b0e4c1a-7d52-4d0c-9c55-2f6f5a3f1c41';

  function fieldsOf(raw: unknown) {
    const answer = parseProposalInput(raw);
    assert.ok(answer.ok);
    const { id, changes } = proposeChanges(answer.value, origin, newId);
    const [change] = changes;
    assert.ok(change?.entity === 'proposal' && change.kind === 'set' && changes.length === 1);
    assert.ok(isProposalId(id) && change.id === id);
    return { id, fields: change.fields };
  }

  it('has all its fields but those of the user, and is whole for the journal', () => {
    const { id, fields } = fieldsOf({
      ...least,
      low: 4,
      high: 10.123456,
      because: 'Three callers.',
      model: 'opus',
    });
    assert.equal(id, 'proposal-0b0e4c1a7d524d0c9c552f6f5a3f1c41');
    assert.deepEqual(fields, {
      title: 'Port the importer',
      estimate: {
        hours: 6,
        lowHours: 4,
        highHours: 10.1235,
        by: 'opus',
        at: noon,
        reasons: 'Three callers.',
      },
      category: null,
      workstream: null,
      outcome: null,
      agent: 'claude',
      model: 'opus',
      session: 'guessed',
      folder: '/home/ada/shop',
      proposedAt: noon,
      key: null,
      way: 'command-line',
      processes: [7, 3],
    });
    assert.ok(
      proposalFieldsSchema.safeParse({ ...fields, edited: null, decision: null, join: null }).success,
    );
  });

  it('has the id of its key, and the word of the agent before what is guessed', () => {
    const { id, fields } = fieldsOf({
      ...least,
      key: 'abc',
      agent: 'codex',
      session: 's',
      outcome: 'dropped',
    });
    assert.equal(id, proposalIdOfKey({ key: 'abc', agent: 'codex', session: 's' }));
    assert.deepEqual([fields.agent, fields.session, fields.estimate?.by], ['codex', 's', 'codex']);
    assert.deepEqual(fields.outcome, { kind: 'dropped' });
  });

  it('is withdrawn once, and not after the user decided', () => {
    const decided = (kind: 'confirmed' | 'dismissed' | 'withdrawn'): Proposal =>
      proposal({ decision: { kind, at: noon, taskId: null } });
    assert.deepEqual(withdrawChanges(proposal(), noon), {
      ok: true,
      value: [
        {
          entity: 'proposal',
          id: proposal().id,
          kind: 'set',
          fields: { decision: { kind: 'withdrawn', at: noon, taskId: null } },
        },
      ],
    });
    assert.deepEqual(withdrawChanges(decided('withdrawn'), noon), { ok: true, value: [] });
    assert.equal(withdrawChanges(decided('confirmed'), noon).ok, false);
    assert.equal(withdrawChanges(decided('dismissed'), noon).ok, false);
  });
});

describe('The agent that runs a command', () => {
  it('is known by what it sets, with its session where it names one', () => {
    assert.deepEqual(agentOfVariables({ CLAUDECODE: '1', CLAUDE_CODE_SESSION_ID: 'a-1' }), {
      agent: 'claude',
      session: 'a-1',
    });
    assert.deepEqual(agentOfVariables({ CODEX_THREAD_ID: 't' }), { agent: 'codex', session: 't' });
    assert.deepEqual(agentOfVariables({ GEMINI_CLI: '1' }), { agent: 'gemini', session: null });
    assert.deepEqual(agentOfVariables({ COPILOT_CLI: '1', COPILOT_AGENT_SESSION_ID: 'c' }), {
      agent: 'copilot',
      session: 'c',
    });
    assert.deepEqual(agentOfVariables({}), { agent: null, session: null });
  });

  it('is nobody where two are named, since one of them started the other', () => {
    assert.deepEqual(agentOfVariables({ CLAUDECODE: '1', CODEX_THREAD_ID: 't' }), {
      agent: null,
      session: null,
    });
  });

  it('has no session that could be anything but an id', () => {
    assert.equal(agentOfVariables({ CLAUDECODE: '1', CLAUDE_CODE_SESSION_ID: 'a\nb' }).session, null);
  });
});

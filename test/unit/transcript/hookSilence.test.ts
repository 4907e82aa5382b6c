import assert from 'node:assert/strict';
import type { AgentTranscript, TranscriptTurn } from '../../../src/core/transcript/sessions/agentTranscript';
import {
  withHookEvents,
  type HookEvent,
  type HookEventName,
} from '../../../src/core/transcript/hooks/hookEvents';
import { hookSilence, type HookedSession } from '../../../src/core/transcript/hooks/hookSilence';
import { noUsage } from '../../../src/core/transcript/usageTable';

const minute = 60_000;
const at = Date.UTC(2026, 4, 11, 9);

/** Minutes, to be read at a glance: turns last one. */
type Told = readonly [event: HookEventName, at: number];

function session(
  externalId: string,
  turns: readonly number[],
  told: readonly Told[] = [],
  more: Partial<AgentTranscript> = {},
): HookedSession {
  const timed = turns.map((start, index): TranscriptTurn => ({
    id: `t${index}`,
    by: 'person',
    start: at + start * minute,
    end: at + (start + 1) * minute,
    busy: [{ start: at + start * minute, end: at + (start + 0.5) * minute }],
    evidence: 'measured',
    source: 'written',
    continued: false,
  }));
  const transcript: AgentTranscript = {
    agent: 'claude',
    externalId,
    folder: '/projects/shop',
    branch: null,
    version: null,
    models: [],
    automated: false,
    forkedFrom: null,
    start: timed[0]?.start ?? at,
    end: timed.at(-1)?.end ?? at,
    turns: timed,
    background: [],
    prompts: [],
    usage: noUsage,
    interruptions: 0,
    compactions: 0,
    ...more,
  };
  const events = told.map(([event, minutes]): HookEvent => ({
    event,
    session: externalId,
    folder: null,
    at: at + minutes * minute,
  }));
  return { transcript, events };
}

function pairs(...starts: readonly number[]): Told[] {
  return starts.flatMap((start): Told[] => [
    ['UserPromptSubmit', start],
    ['Stop', start + 1],
  ]);
}

function prompts(...starts: readonly number[]): Told[] {
  return starts.map((start): Told => ['UserPromptSubmit', start]);
}

const four = [0, 10, 20, 30];
const rows: readonly [string, readonly HookedSession[], ReturnType<typeof hookSilence>][] = [
  ['nothing was done', [], undefined],
  ['every turn is reported', [session('a', four, pairs(...four))], undefined],
  ['a session reports only its first turn', [session('a', four, pairs(0))], 'stopped'],
  ['two turns are missing, which may be chance', [session('a', [0, 10, 20], pairs(0))], undefined],
  ['turns in between are missing, but the last is reported', [session('a', four, pairs(0, 30))], undefined],
  [
    'a session no longer reports, though another does',
    [session('a', four, pairs(0)), session('b', four, pairs(...four))],
    'stopped',
  ],
  ['nothing was ever reported', [session('a', four)], 'never'],
  [
    'nothing was reported in three sessions',
    [session('a', [0]), session('b', [10]), session('c', [20])],
    'never',
  ],
  [
    'sessions begun after the settings were overwritten report nothing',
    [session('a', [0, 10], pairs(0, 10)), session('b', [20, 30, 40])],
    'stopped',
  ],
  [
    'a session with settings of its own reports nothing, while another does',
    [session('a', [5, 15, 25, 35], pairs(5, 15, 25, 35)), session('b', four)],
    undefined,
  ],
  ['it began before the hooks were installed', [session('a', [-60, 0, 10, 20, 30])], undefined],
  ['the last turn has only just ended', [session('a', [40, 50, 58.5])], undefined],
  ['a program drives it', [session('a', four, [], { automated: true })], undefined],
  ['it is another agent', [session('a', four, [], { agent: 'codex' })], undefined],
  ['it is only known from before', [session('a', four, [], { kept: 'all' })], undefined],
  ['no turn ends, as in the panel of VS Code', [session('a', four, prompts(...four))], 'endless'],
  [
    'no turn ends, but the session does',
    [session('a', [0, 10, 20], [...prompts(0, 10, 20), ['SessionEnd', 22]])],
    'endless',
  ],
  ['the first turn is still open', [session('a', [0], prompts(0))], undefined],
  ['one turn that the user interrupted has no end', [session('a', [0, 10], prompts(0, 10))], undefined],
  [
    'as many have no end as the user interrupted',
    [session('a', [0, 10, 20], prompts(0, 10, 20), { interruptions: 2 })],
    undefined,
  ],
  [
    'a turn ends after others that did not',
    [session('a', four, [...prompts(0, 10, 20), ...pairs(30)])],
    undefined,
  ],
  ['events stop before the first end', [session('a', [0, 10, 20, 30, 40, 50], prompts(0, 10))], 'stopped'],
];

describe('Hooks that Claude Code does not call', () => {
  for (const [what, sessions, expected] of rows) {
    it(`${expected ?? 'nothing'}: ${what}`, () => {
      const now = at + 60 * minute;
      assert.equal(hookSilence(sessions, at - minute, now), expected);
      const reversed = sessions.map((each) => ({ ...each, events: each.events.toReversed() })).toReversed();
      assert.equal(hookSilence(reversed, at - minute, now), expected);
      assert.equal(hookSilence(sessions, at + 60 * minute, now), undefined, 'installed since');
      assert.equal(hookSilence(sessions, at - minute, now + 2 * 86_400_000), undefined, 'long ago');
    });
  }

  it('leave the times of a session to its transcript: if no end is reported, and if nothing more is', () => {
    const endless = session('a', four, [
      ...prompts(...four),
      ['PermissionRequest', 10.2],
      ['SessionEnd', 31],
    ]);
    assert.equal(withHookEvents(endless.transcript, endless.events), endless.transcript);
    const stopped = session('a', four, pairs(0));
    const { turns } = withHookEvents(stopped.transcript, stopped.events);
    assert.deepEqual(
      turns.map(({ source }) => source),
      ['events', 'written', 'written', 'written'],
    );
    assert.deepEqual(turns.slice(1), stopped.transcript.turns.slice(1));
  });
});

import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { connectableAgents } from '../../src/agents/connect/connectableAgents';
import { diagnose, type AgentHealth, type Symptoms } from '../../src/core/health/agentHealth';
import { healthLines, nextStepText } from '../../src/core/health/healthText';
import { retentionOf } from '../../src/agents/doctor/retention';

const now = Date.UTC(2026, 5, 30);
const day = 86_400_000;
const session = { agent: 'claude', externalId: 'a', end: now - day };
const proposal = { agent: 'claude', proposedAt: now - day };
const thirty = { days: 30, setting: 'cleanupPeriodDays' };

function healthOf(
  {
    isFound = true,
    isConnected = true,
    ...more
  }: Partial<Symptoms> & { isFound?: boolean; isConnected?: boolean },
  name = 'claude',
): AgentHealth {
  const agents = connectableAgents.map(({ agent, title }) => ({ agent, title, isFound, isConnected }));
  const health = diagnose({
    agents,
    proposals: [],
    sessions: [],
    unassigned: [],
    hooks: { areInstalled: false, silence: undefined },
    retention: (agent) => (agent === 'claude' ? thirty : undefined),
    now,
    ...more,
  }).find((each) => each.agent === name);
  assert.ok(health);
  return health;
}

describe('The health of an agent', () => {
  const rows: readonly (readonly [
    what: string,
    symptoms: Parameters<typeof healthOf>[0],
    next: string | undefined,
  ])[] = [
    ['it was never used here', { isFound: false, isConnected: false }, undefined],
    ['it is not connected', { isConnected: false }, 'connect'],
    ['only its sessions are here', { isFound: false, isConnected: false, sessions: [session] }, 'connect'],
    ['it proposes although nobody connected it', { isConnected: false, proposals: [proposal] }, undefined],
    ['it is connected and proposed nothing yet', { sessions: [session] }, 'letWork'],
    ['all is well', { sessions: [session], proposals: [proposal] }, undefined],
    [
      'its hooks are not called',
      { proposals: [proposal], hooks: { areInstalled: true, silence: 'never' } },
      'restartSessions',
    ],
    [
      'hooks were not called and are gone',
      { proposals: [proposal], hooks: { areInstalled: false, silence: 'never' } },
      undefined,
    ],
    [
      'a session in no task is deleted within a week',
      { proposals: [proposal], unassigned: [{ ...session, end: now - 23.5 * day }] },
      'saveSessions',
    ],
    [
      'a session in no task has a week left',
      { proposals: [proposal], unassigned: [{ ...session, end: now - 22.5 * day }] },
      undefined,
    ],
    [
      'another agent has such a session',
      { proposals: [proposal], unassigned: [{ ...session, agent: 'codex', end: now - 200 * day }] },
      undefined,
    ],
  ];
  for (const [what, symptoms, next] of rows) {
    it(`leads to ${next ?? 'nothing'} where ${what}`, () => {
      assert.equal(healthOf(symptoms).next?.kind, next);
    });
  }

  it('counts a session of several parts once', () => {
    const old = { ...session, end: now - 29 * day };
    const { next } = healthOf({ unassigned: [old, old, { ...old, externalId: 'b' }] });
    assert.deepEqual(next, { kind: 'saveSessions', count: 2, retention: thirty });
    assert.equal(
      next && nextStepText(next, 'Claude Code'),
      'Claude Code is about to delete the transcripts of 2 sessions that are in no task. Assign them in the inbox, or raise cleanupPeriodDays, which is 30 days.',
    );
  });

  it('takes the chat of VS Code for GitHub Copilot', () => {
    const { lastProposal, lastSession } = healthOf(
      { proposals: [{ agent: 'copilot-chat', proposedAt: 5 }], sessions: [{ agent: 'copilot', end: 7 }] },
      'copilot',
    );
    assert.deepEqual([lastProposal, lastSession], [5, 7]);
  });

  it('is said in lines', () => {
    const moment = (): string => '2026-06-29';
    assert.deepEqual(healthLines(healthOf({ proposals: [proposal], sessions: [session] }), moment), [
      ['proposals', 'arrive, the last on 2026-06-29'],
      ['hooks', 'not installed (optional)'],
      ['transcripts', 'arrive, the last on 2026-06-29'],
    ]);
    assert.deepEqual(healthLines(healthOf({ isFound: false, isConnected: false }, 'codex'), moment), [
      ['proposals', 'not connected'],
      ['transcripts', 'not used on this computer'],
    ]);
  });
});

describe('How long an agent keeps its transcripts', () => {
  let home: string;
  beforeEach(() => {
    home = fs.mkdtempSync(path.join(os.tmpdir(), 'retention-'));
  });
  afterEach(() => fs.rmSync(home, { recursive: true }));

  const rows: readonly (readonly [agent: string, text: string | undefined, days: number | undefined])[] = [
    ['claude', undefined, 30],
    ['claude', '{"model": "opus"}', 30],
    ['claude', '{"cleanupPeriodDays": 365}', 365],
    ['claude', '\uFEFF{"cleanupPeriodDays": "long"}', 30],
    ['claude', 'no JSON', 30],
    ['gemini', undefined, 30],
    ['gemini', '{"general": {"sessionRetention": {"enabled": false}}}', undefined],
    ['gemini', '{"general": {"sessionRetention": {"enabled": true, "maxAge": "48h"}}}', 2],
    ['gemini', '// mine\n{"general": {"sessionRetention": {"maxAge": "12w"}}}', 84],
    ['gemini', '{"general": {"sessionRetention": {"maxAge": "ages"}}}', 30],
    ['codex', undefined, undefined],
    ['copilot', undefined, undefined],
  ];
  for (const [agent, text, days] of rows) {
    it(`is ${days ?? 'for ever'} with ${agent} and ${JSON.stringify(text)}`, async () => {
      if (text !== undefined) {
        fs.mkdirSync(path.join(home, `.${agent}`));
        fs.writeFileSync(path.join(home, `.${agent}`, 'settings.json'), text);
      }
      assert.equal((await retentionOf(agent, { home, platform: 'linux', variables: {} }))?.days, days);
    });
  }
});

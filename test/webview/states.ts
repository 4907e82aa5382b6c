import type { Evidence } from '../../src/core/task/evidence';
import type {
  InboxSessionView,
  InboxView,
  OpenTaskView,
  ProposalsView,
  ProposalView,
  RecordState,
  RowView,
} from '../../src/core/page/protocol';

import { exampleDay } from '../../src/core/page/exampleDay';
import { noProposals } from '../../src/core/page/proposalsView';

export const now = Date.UTC(2026, 3, 12, 15, 30);

export function row(number: number, change: Partial<RowView> = {}): RowView {
  const aiMinutes = change.aiMinutes ?? 20;
  const supervisoryMinutes = change.supervisoryMinutes ?? 2;
  const hours = change.estimate === null ? 0 : (change.estimate?.hours ?? 160);
  return {
    id: `task-${number}`,
    number,
    title: `Task ${number}`,
    project: null,
    branch: null,
    category: null,
    workstream: null,
    private: false,
    closedAt: now - number * 1000,
    estimate: { hours, by: 'me', at: now },
    outcome: null,
    proposed: null,
    realEffort: null,
    aiMinutes,
    aiEvidence: 'measured',
    supervisoryMinutes,
    supervisionEvidence: 'measured',
    tokens: null,
    tokensEvidence: null,
    measured: null,
    waitedMs: null,
    typedMs: null,
    cameOut: null,
    leverageFactor: aiMinutes > 0 ? (hours * 60) / aiMinutes : null,
    supervisoryLeverageFactor: supervisoryMinutes > 0 ? (hours * 60) / supervisoryMinutes : null,
    ...change,
  };
}

/** A state as the extension would make it of these rows. */
export function state(rows: readonly RowView[], change: Partial<RecordState> = {}): RecordState {
  const sum = (value: (each: RowView) => number): number => rows.reduce((all, each) => all + value(each), 0);
  const humanHours = sum((each) => each.estimate?.hours ?? 0);
  const aiMinutes = sum((each) => each.aiMinutes);
  const supervisoryMinutes = sum((each) => each.supervisoryMinutes);
  const tokens = sum((each) => each.tokens ?? 0);
  return {
    store: { kind: 'ready', problems: [] },
    now,
    today: '2026-04-12',
    day: '2026-04-12',
    dayLabel: 'Sunday, 12 April 2026',
    previousDay: '2026-04-11',
    nextDay: null,
    rows: [...rows],
    totals: {
      tasks: rows.length,
      humanHours,
      aiMinutes,
      supervisoryMinutes,
      wallClockMinutes: rows.length === 0 ? null : Math.ceil(aiMinutes / 3),
      tokens: tokens === 0 ? null : tokens,
      leverageFactor: aiMinutes > 0 ? (humanHours * 60) / aiMinutes : null,
      supervisoryLeverageFactor: supervisoryMinutes > 0 ? (humanHours * 60) / supervisoryMinutes : null,
    },
    findings: [],
    timeline: null,
    ownText: '',
    openTasks: [],
    unshownOpenTasks: 0,
    proposals: noProposals,
    inbox: noInbox,
    digest: null,
    example: null,
    rowDecimals: 1,
    undoLabel: null,
    leftOut: [],
    ...change,
  };
}

export const noInbox: InboxView = {
  count: 0,
  sessions: [],
  notice: 'No agent has left a transcript on this machine.',
  skipped: null,
  canScan: true,
  ignoredFolders: [],
};

export function inboxSession(number: number, change: Partial<InboxSessionView> = {}): InboxSessionView {
  return {
    id: `claude:session-${number}:0`,
    agent: 'claude',
    folder: '/projects/shop',
    day: '2026-04-12',
    dayLabel: 'Sunday, 12 April 2026',
    start: now,
    end: now,
    timeLabel: '09:00 – 09:34',
    figures: '2 turns · 34 min · waited 5 min · 1,234 tokens',
    firstLine: null,
    automated: false,
    rest: false,
    working: false,
    ...change,
  };
}

export const markup = '<script>window.ran = true</script><img src=x onerror="window.ran = true">';
export const rightToLeft = 'تحسين أداء الاستعلامات في قاعدة البيانات (v2)';
export const longTitle = 'Refactor everything '.repeat(500);

const titles = [
  'Build learner simulator end to end with live dashboard',
  'Knowledge base: complete app and first production rollout',
  'Knowledge base architecture write-up and test plan',
  'Raise learner simulator unit coverage across all layers',
  'Stack manager: wide resource batch and organisation discovery',
  'Fix flaky sign-in test',
];
const evidences: readonly Evidence[] = [
  'measured',
  'measured',
  'estimated',
  'edited',
  'imported',
  'recovered',
];
const hours = [160, 480, 80, 40, 40, 24, 16.25, 12, 8, 4, 2.5, 0.75];
const minutes = [20, 90, 25, 15, 15, 12, 40, 55, 7, 120, 33, 1];

/** Any number of rows, with every kind of evidence, ranked as in a record. */
export function manyRows(count: number): RowView[] {
  return Array.from({ length: count }, (_, index) => {
    const pick = <T>(from: readonly T[], step = 1): T => {
      const found = from[(index * step) % from.length];
      if (found === undefined) {
        throw new Error('Expected something to pick from');
      }
      return found;
    };
    const aiEvidence = pick(evidences);
    return row(index + 1, {
      title: index < titles.length ? pick(titles) : `${pick(titles, 5)}, part ${index + 1}`,
      project: index % 2 === 0 ? 'learner-simulator' : null,
      branch: index % 4 === 0 ? 'feature/live-dashboard' : null,
      category: index % 5 === 1 ? 'Feature' : null,
      workstream: index % 6 === 1 ? 'Learner simulator and everything around it' : null,
      private: index % 7 === 3,
      estimate:
        index % 11 === 10
          ? null
          : { hours: pick(hours, 7), by: index % 3 === 0 ? 'claude-opus' : 'me', at: now },
      aiMinutes: index % 13 === 12 ? 0 : pick(minutes, 5),
      aiEvidence,
      supervisoryMinutes: 1 + (index % 5),
      supervisionEvidence: pick(evidences, 5),
      tokens: index % 3 === 0 ? 4_129_000 + index : null,
      tokensEvidence: index % 3 === 0 ? 'measured' : null,
      measured: {
        aiMs: 1_104_000,
        wallClockMs: 1_000_000,
        supervisoryMs: 65_000,
        aiEvidence: 'measured',
        supervisionEvidence: 'measured',
      },
    });
  })
    .sort((a, b) => (b.leverageFactor ?? -1) - (a.leverageFactor ?? -1))
    .map((each, index) => ({ ...each, number: index + 1 }));
}

export const openTasks: readonly OpenTaskView[] = [
  {
    id: 'open-1',
    title: 'Stack manager: importer, version snapshots and inventory base',
    project: 'stack-manager',
    branch: 'main',
    private: false,
    current: true,
    startedAt: now - 3_600_000,
    estimate: { hours: 40, by: 'me', at: now },
    aiMs: 754_000,
    supervisoryMs: 92_000,
    aiEvidence: 'measured',
    supervisionEvidence: 'measured',
    sessions: [
      {
        id: 'session-1',
        agent: 'claude',
        mode: 'interactive',
        startedAt: now,
        busyMs: 700_000,
        state: 'busy',
      },
      { id: 'session-2', agent: 'codex', mode: 'batch', startedAt: now, busyMs: 54_000, state: 'waiting' },
    ],
  },
  {
    id: 'open-2',
    title: 'Fix the sign-in of a client',
    project: null,
    branch: null,
    private: true,
    current: false,
    startedAt: now - 7_200_000,
    estimate: null,
    aiMs: 0,
    supervisoryMs: 12_000,
    aiEvidence: 'measured',
    supervisionEvidence: 'estimated',
    sessions: [
      { id: 'session-3', agent: 'by hand', mode: 'manual', startedAt: now, busyMs: 1000, state: 'paused' },
      {
        id: 'session-4',
        agent: 'a-very-long-agent-name-that-goes-on-and-on',
        mode: 'batch',
        startedAt: now,
        busyMs: 3_600_000_0,
        state: 'other-window',
      },
      { id: 'session-5', agent: 'gemini', mode: 'batch', startedAt: now, busyMs: 5000, state: 'suspended' },
    ],
  },
];

const hostile = [
  { title: markup, project: '<b>bold</b>', branch: '"\'><script>' },
  { title: longTitle },
  { title: rightToLeft, project: 'مشروع' },
  { title: 'x'.repeat(400) },
  { title: '${alert(1)} {{7*7}} %s &amp; \u202Etxt.exe' },
];

export const analysisSentences = [
  'The leverage factor of 119.5x is the highest since 4 March 2026.',
  'The five best tasks hold 62 % of the human-equivalent hours.',
  'Supervision is 1 minute for 12 tasks; one more minute would halve their supervisory factor.',
  'Half of the AI minutes went into three tasks.',
];

const full = manyRows(47).map((each, index) => ({ ...each, ...hostile[index * 2 - 4] }));

export const inbox: InboxView = {
  count: 205,
  sessions: [
    inboxSession(1, { working: true, firstLine: 'Make the checkout accept vouchers' }),
    inboxSession(2, { agent: 'codex', rest: true }),
    inboxSession(3, { folder: '/projects/learner-simulator' }),
    inboxSession(4, { day: '2026-04-11', dayLabel: 'Saturday, 11 April 2026', firstLine: markup }),
    inboxSession(5, { day: '2026-04-11', dayLabel: 'Saturday, 11 April 2026', firstLine: rightToLeft }),
    inboxSession(6, {
      day: '2026-04-10',
      dayLabel: 'Friday, 10 April 2026',
      folder: `/${'x'.repeat(300)}`,
      automated: true,
    }),
    inboxSession(7, { day: '2026-04-09', dayLabel: 'Thursday, 9 April 2026', folder: null }),
  ],
  notice: 'Reading transcripts: 12 of 3,000 files.',
  skipped: 'Not read from the transcripts: 12 × malformed line.',
  canScan: true,
  ignoredFolders: ['/projects/scratch', `/${'y'.repeat(200)}`],
};

export function proposalView(number: number, change: Partial<ProposalView> = {}): ProposalView {
  const estimate: ProposalView['estimate'] = {
    hours: 6,
    lowHours: 4,
    highHours: 10,
    by: 'claude-opus-5',
    at: now,
    reasons: 'Three callers, a migration and tests for each; the retry rules are spread over four files.',
  };
  return {
    id: `proposal-${number}`,
    title: `Move the retry rules out of the client, part ${number}`,
    estimate,
    proposed: estimate,
    category: null,
    workstream: null,
    outcome: null,
    agent: 'claude',
    merged: 0,
    dayLabel: 'Sunday, 12 April 2026',
    timeLabel: '09:00 – 09:38',
    figures: {
      aiMinutes: 38,
      supervisoryMinutes: 4,
      measured: {
        aiMs: 2_280_000,
        wallClockMs: 2_280_000,
        supervisoryMs: 240_000,
        aiEvidence: 'measured',
        supervisionEvidence: 'estimated',
      },
      leverageFactor: 9.4737,
      supervisoryLeverageFactor: 90,
    },
    join: 'Time from the transcript of its session.',
    calibration: null,
    ...change,
  };
}

const confirmedDay = {
  dayLabel: 'Sunday, 12 April 2026',
  tasks: 3,
  humanHours: 21.5,
  before: { leverageFactor: 45.04, supervisoryLeverageFactor: 360 },
  after: { leverageFactor: 38.21, supervisoryLeverageFactor: 301.7 },
};

export const proposals: ProposalsView = {
  count: 207,
  items: [
    proposalView(1),
    proposalView(2, {
      estimate: { hours: 9.5, by: 'me', at: now },
      category: 'feature',
      workstream: 'checkout',
      outcome: { kind: 'corrected', corrections: 2 },
      merged: 1,
      calibration: 'Your last 23 confirmations of this model: 0.7 × in the median.',
    }),
    proposalView(3, {
      figures: null,
      join: 'No time found. Confirm records it with 0 minutes; type them in the record.',
      outcome: { kind: 'dropped' },
      agent: null,
    }),
    proposalView(4, {
      title: markup,
      estimate: { hours: 1, by: markup, at: now, reasons: markup, persona: markup },
      category: markup,
    }),
    proposalView(5, {
      title: rightToLeft,
      join: `Its time is in “\u2068${rightToLeft}\u2069”: confirming adds it there.`,
    }),
    proposalView(6, { title: longTitle, workstream: 'x'.repeat(300) }),
  ],
  all: {
    ids: ['proposal-1', 'proposal-2', 'proposal-4'],
    days: [confirmedDay, { ...confirmedDay, dayLabel: 'Saturday, 11 April 2026', tasks: 1 }],
  },
};

export const digest: NonNullable<RecordState['digest']> = {
  weekLabel: '30 March – 5 April 2026',
  lastDay: '2026-04-03',
  sums: { tasks: 41, humanHours: 1222.75, leverageFactor: 119.49, supervisoryLeverageFactor: 524.04 },
  before: { tasks: 38, humanHours: 980, leverageFactor: 96.4, supervisoryLeverageFactor: null },
  sentences: [
    'The leverage factor of 119.5x is higher than in all 12 earlier recorded weeks.',
    'The workstream Checkout has 9 tasks: 310 human hours, 212 AI minutes and 31 supervisory minutes.',
  ],
};

/** Every state a page can be in, by name. */
export const states = {
  opening: state([], { store: { kind: 'opening' } }),
  empty: state([]),
  digest: state([], { digest }),
  'digest of a busy window': state(manyRows(2), {
    openTasks: [...openTasks],
    proposals,
    digest: { ...digest, before: null, sentences: [markup, longTitle] },
  }),
  'first look': state([], { example: exampleDay('2026-04-12') }),
  'empty past day': state([], {
    day: '2026-04-10',
    dayLabel: 'Friday, 10 April 2026',
    nextDay: '2026-04-12',
  }),
  running: state(manyRows(2), { openTasks: [...openTasks], undoLabel: 'Close “Fix flaky sign-in test”' }),
  inbox: state(manyRows(2), { inbox }),
  proposed: state(manyRows(2), { proposals, undoLabel: 'Confirm 3 proposed tasks' }),
  failing: state(manyRows(3), {
    store: {
      kind: 'failing',
      message: 'The record could not be written: the disk is full.',
      nextStep: 'Free some space; what is unsaved is tried again.',
    },
  }),
  newer: state(manyRows(1), {
    store: {
      kind: 'ready',
      problems: ['journal: 3 changes were written by a newer version. Update the extension to see them.'],
    },
  }),
  problems: state(manyRows(1), {
    store: {
      kind: 'ready',
      problems: [
        'journal: 1 change was written by a newer version. Update the extension to see it.',
        '2026-04-11-a1.jsonl: line 12 was damaged and left out.',
      ],
    },
  }),
  'left out': state(manyRows(4), {
    totals: null,
    openTasks: [...openTasks],
    leftOut: [
      "The totals of the day can't be shown here: a value is too long or has an unexpected format. Nothing recorded was changed.",
      `2 sessions in the inbox can't be shown here. ${markup}`,
    ],
  }),
  'all left out': {
    ...state([row(1)], {
      leftOut: ["1 closed task can't be shown here: a value is too long or has an unexpected format."],
    }),
    rows: [],
  },
  'open tasks left out': state([], {
    unshownOpenTasks: 1,
    leftOut: ["1 open task can't be shown here: a value is too long or has an unexpected format."],
  }),
  full: state(full, {
    findings: analysisSentences.map((sentence, index) => ({
      kind: ['headline', 'change', 'supervision', 'own'][index] ?? 'totals',
      title: ['Headline', 'Change', 'Supervision', 'Your Text'][index] ?? 'Totals',
      sentences: [sentence],
      hidden: false,
    })),
    ownText: analysisSentences[3] ?? '',
    openTasks: [...openTasks],
    undoLabel: 'Delete of a task',
  }),
} as const satisfies Readonly<Record<string, RecordState>>;

import assert from 'node:assert/strict';
import { FolderNames } from '../../../src/core/folders/folderPath';
import type { Coverage } from '../../../src/core/task/agentSession';
import {
  matchSessions,
  type MatchedTranscript,
  type ProgramSession,
} from '../../../src/core/transcript/source/matchSessions';

const second = 1_000;
const at = Date.UTC(2026, 4, 11, 9);

function program(sessionId: string, startedAt: number, more: Partial<ProgramSession> = {}): ProgramSession {
  return {
    sessionId,
    agent: 'claude',
    folder: '/w/app',
    startedAt: at + startedAt * second,
    endedAt: null,
    worked: [],
    externalId: undefined,
    before: undefined,
    ...more,
  };
}

function transcript(
  externalId: string,
  start: number,
  end: number,
  more: Partial<MatchedTranscript> = {},
): MatchedTranscript {
  return {
    agent: 'claude',
    externalId,
    folder: '/w/app',
    start: at + start * second,
    end: at + end * second,
    ...more,
  };
}

function worked(start: number, end: number): Partial<ProgramSession> {
  return { worked: [{ start: at + start * second, end: at + end * second }] };
}

function covers(externalId: string, from: number, to: number | null, more: Partial<Coverage> = {}): Coverage {
  return {
    sessionId: 'other',
    taskId: 'T',
    agent: 'claude',
    externalId,
    from: at + from * second,
    to: to === null ? null : at + to * second,
    ignored: false,
    ...more,
  };
}

interface Row {
  readonly is: string;
  readonly programs: readonly ProgramSession[];
  readonly transcripts: readonly MatchedTranscript[];
  readonly coverage?: readonly Coverage[];
  readonly now?: number;
  /** [session, transcript, seconds from which it is the session's] */
  readonly matches: readonly (readonly [string, string, number])[];
}

const rows: readonly Row[] = [
  { is: 'nothing', programs: [], transcripts: [], matches: [] },
  {
    is: 'a program that has not been asked anything',
    programs: [program('a', 0)],
    transcripts: [],
    matches: [],
  },
  {
    is: 'a transcript that begins with the first prompt, minutes later',
    programs: [program('a', 0)],
    transcripts: [transcript('x', 300, 301)],
    matches: [['a', 'x', 300]],
  },
  {
    is: 'a transcript that begins before the shell has reported the start',
    programs: [program('a', 5)],
    transcripts: [transcript('x', 0, 6)],
    matches: [['a', 'x', 0]],
  },
  {
    is: 'one that began just before that, and may be anybody’s',
    programs: [program('a', 5.001)],
    transcripts: [transcript('x', 0, 6)],
    matches: [],
  },
  {
    is: 'a transcript of another folder',
    programs: [program('a', 0)],
    transcripts: [transcript('x', 1, 2, { folder: '/w/other' }), transcript('y', 1, 2, { folder: null })],
    matches: [],
  },
  {
    is: 'a program whose folder is not known',
    programs: [program('a', 0, { folder: null })],
    transcripts: [transcript('x', 1, 2, { folder: null })],
    matches: [],
  },
  {
    is: 'a transcript of another agent',
    programs: [program('a', 0)],
    transcripts: [transcript('x', 1, 2, { agent: 'codex' })],
    matches: [],
  },
  {
    is: 'two terminals in one folder, asked in the order of their starts',
    programs: [program('a', 0), program('b', 60)],
    transcripts: [transcript('x', 10, 20), transcript('y', 70, 80)],
    now: 80,
    matches: [
      ['a', 'x', 10],
      ['b', 'y', 70],
    ],
  },
  {
    is: 'two terminals in one folder, the later one asked first: the nearest start, for want of other signs',
    programs: [program('a', 0), program('b', 60)],
    transcripts: [transcript('x', 61, 62)],
    now: 70,
    matches: [['b', 'x', 61]],
  },
  {
    is: 'two terminals in one folder, one of which shows work while the transcript grows',
    programs: [program('a', 0, worked(61, 62)), program('b', 60)],
    transcripts: [transcript('x', 61, 62)],
    now: 62,
    matches: [['a', 'x', 61]],
  },
  {
    is: 'two terminals in one folder, before either shows work: a few seconds may decide',
    programs: [program('a', 0), program('b', 60)],
    transcripts: [transcript('x', 61, 62)],
    now: 62,
    matches: [],
  },
  {
    is: 'two programs of one moment: a transcript for each',
    programs: [program('a', 0), program('b', 0)],
    transcripts: [transcript('y', 1, 2), transcript('x', 1, 2)],
    now: 10,
    matches: [
      ['a', 'x', 1],
      ['b', 'y', 1],
    ],
  },
  {
    is: 'a program that has ended: a later transcript is not its own',
    programs: [program('a', 0, { endedAt: at + 30 * second })],
    transcripts: [transcript('x', 31, 40), transcript('y', 10, 30)],
    matches: [['a', 'y', 10]],
  },
  {
    is: 'a resumed transcript (--resume): only its growth from now on',
    programs: [program('a', 0, worked(8, 9))],
    transcripts: [transcript('x', -86_400, 10)],
    matches: [['a', 'x', 0]],
  },
  {
    is: 'an old transcript that grows while the terminal is still: somebody else’s',
    programs: [program('a', 0)],
    transcripts: [transcript('x', -86_400, 10)],
    matches: [],
  },
  {
    is: 'an old transcript that has got nothing since',
    programs: [program('a', 0, worked(1, 2))],
    transcripts: [transcript('x', -86_400, -1)],
    matches: [],
  },
  {
    is: 'a transcript that was taken up again and belongs to another session up to then',
    programs: [program('a', 0, worked(8, 9))],
    transcripts: [transcript('x', -60, 10)],
    coverage: [covers('x', -60, 4)],
    matches: [['a', 'x', 4]],
  },
  {
    is: 'a transcript that another session has for good',
    programs: [program('a', 0, worked(1, 2))],
    transcripts: [transcript('x', 1, 2)],
    coverage: [covers('x', 1, null)],
    matches: [],
  },
  {
    is: 'a transcript that was put aside',
    programs: [program('a', 0, worked(1, 2))],
    transcripts: [transcript('x', 1, 2)],
    coverage: [covers('x', 1, null, { ignored: true, taskId: null })],
    matches: [],
  },
  {
    is: 'a transcript of the same name of another agent, which takes nothing away',
    programs: [program('a', 0)],
    transcripts: [transcript('x', 1, 2)],
    coverage: [covers('x', 1, null, { agent: 'codex' })],
    matches: [['a', 'x', 1]],
  },
  {
    is: 'a program that continued when its session was closed with the task: from its next turn, whose output came late',
    programs: [program('a', 60, { before: 'x' })],
    transcripts: [transcript('x', -60, 61)],
    coverage: [covers('x', -60, 30)],
    matches: [['a', 'x', 55]],
  },
  {
    is: 'a program that continued for another task at once: from the end of the first one’s part',
    programs: [program('a', 60, { before: 'x' })],
    transcripts: [transcript('x', -60, 61)],
    coverage: [covers('x', -60, 60)],
    matches: [['a', 'x', 60]],
  },
  {
    is: 'a program that continued without writing anything since',
    programs: [program('a', 60, { before: 'x' })],
    transcripts: [transcript('x', -60, 40)],
    coverage: [covers('x', -60, 40)],
    matches: [],
  },
  {
    is: 'a second transcript in one terminal (/clear), once its output shows work',
    programs: [program('a', 0, { externalId: 'x', ...worked(101, 102) })],
    transcripts: [transcript('x', 1, 50), transcript('y', 100, 102)],
    coverage: [covers('x', 1, null, { sessionId: 'a' })],
    matches: [['a', 'y', 100]],
  },
  {
    is: 'a second transcript in the folder while the terminal is still: somebody else’s',
    programs: [program('a', 0, { externalId: 'x', ...worked(1, 50) })],
    transcripts: [transcript('x', 1, 50), transcript('y', 100, 102)],
    matches: [],
  },
  {
    is: 'a second transcript in the folder while the first still grows: somebody else’s',
    programs: [program('a', 0, { externalId: 'x', ...worked(101, 102) })],
    transcripts: [transcript('x', 1, 103), transcript('y', 100, 102)],
    matches: [],
  },
  {
    is: 'a second transcript while another terminal has none yet',
    programs: [program('a', 0, { externalId: 'x', ...worked(101, 102) }), program('b', 90)],
    transcripts: [transcript('x', 1, 50), transcript('y', 100, 102)],
    now: 110,
    matches: [['b', 'y', 100]],
  },
  {
    is: 'a clock that was set back: a transcript from the future is as near as one from the past is far',
    programs: [program('a', 3_600)],
    transcripts: [transcript('x', 1, 2)],
    matches: [],
  },
];

describe('Sessions in terminals and transcripts', () => {
  for (const { is, programs, transcripts, coverage = [], now = 100, matches } of rows) {
    it(`are matched: ${is}`, () => {
      const expected = matches.map(([session, name, from]) => [session, name, at + from * second]);
      for (const order of [transcripts, transcripts.toReversed()]) {
        const found = matchSessions(programs, order, coverage, at + now * second)
          .map(({ sessionId, externalId, from }) => [sessionId, externalId, from])
          .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
        assert.deepEqual(found, expected);
      }
    });
  }

  it('belong together under names that the user declares to be one folder', () => {
    const names = new FolderNames([['/w/link', '/srv/app']]);
    const [here, there] = [
      program('a', 0, { folder: '/w/link/api' }),
      transcript('x', 1, 2, { folder: '/srv/app/api' }),
    ];
    const found = matchSessions([here], [there], [], at + 100 * second, names);
    assert.deepEqual(
      found.map(({ externalId }) => externalId),
      ['x'],
    );
    assert.deepEqual(matchSessions([here], [there], [], at + 100 * second), []);
  });

  it('show whether the new transcript succeeds one that is over', () => {
    const linked = program('a', 0, { externalId: 'x', ...worked(101, 102) });
    const [first] = matchSessions(
      [linked],
      [transcript('x', 1, 50), transcript('y', 100, 102)],
      [],
      at + 102_000,
    );
    assert.equal(first?.succeeds, true);
    assert.equal(matchSessions([program('a', 0)], [transcript('x', 1, 2)], [], at)[0]?.succeeds, false);
  });
});

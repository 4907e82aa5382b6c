import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cameOutOf, cameOutText, gitLogOptions } from '../../../src/core/record/cameOut';
import { parseFields } from '../../../src/core/journal/operation';
import { closeTaskChanges, proposeClosing, type ClosingDraft } from '../../../src/core/task/closing';
import { parsed } from '../../../src/core/typed/parsed';
import { whatCameOut } from '../../../src/editor/git/whatCameOut';
import { measurement } from '../../fixtures/tasks';
import { inTemporaryFolder } from '../../store/storeInTemporaryFolder';

const nine = Date.UTC(2026, 10, 14, 8);
const minute = 60_000;
const spans = [
  { start: nine, end: nine + 10 * minute },
  { start: nine + 30 * minute, end: nine + 40 * minute },
];

/** A closing's own figures don't matter here. */
function closedWith(cameOut: ClosingDraft['cameOut']) {
  const draft = { ...proposeClosing(measurement, nine, 'UTC', '04:00'), cameOut };
  const [change] = closeTaskChanges('T', draft, nine);
  assert.ok(change?.entity === 'task' && change.kind === 'set');
  return change.fields.closing ?? assert.fail();
}

describe('What came out of a task', () => {
  it('is what was committed while it was worked on, as git itself says', () =>
    inTemporaryFolder((folder) => {
      const git = (at: number, ...args: readonly string[]): string =>
        execFileSync(
          'git',
          ['-C', folder, '-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', ...args],
          {
            encoding: 'utf8',
            env: {
              ...process.env,
              GIT_COMMITTER_DATE: `@${at / 1000} +0000`,
              GIT_AUTHOR_DATE: `@${at / 1000} +0000`,
            },
          },
        );
      const commit = (at: number, name: string, text: string): void => {
        writeFileSync(join(folder, name), text);
        git(at, 'add', '-A');
        git(at, 'commit', '--quiet', '-m', `at ${at}\n\n1\t2\tnot a change`);
      };
      git(nine, 'init', '--quiet');
      commit(nine - minute, 'before', 'a\n');
      commit(nine + minute, 'one', 'a\nb\n');
      commit(nine + 10 * minute + 30_000, 'tab\tand\nline', 'a\n');
      commit(nine + 20 * minute, 'of another task', 'a\n');
      commit(nine + 35 * minute, 'one', 'a\nc\nd\n');
      commit(nine + 36 * minute, 'binary', 'a\0b');
      const log = git(nine, 'log', ...gitLogOptions(spans), 'HEAD', '--');
      const found = cameOutOf(log, spans);
      assert.deepEqual(found, { commits: 4, files: 3, added: 5, removed: 1 });
      assert.equal(cameOutText(found), '4 commits · 3 files · +5 −1 lines');
      return Promise.resolve();
    }));

  it('is frozen in the closing, through the journal too; nothing is not, since it may come later', () => {
    const found = { commits: 4, files: 3, added: 5, removed: 1 };
    const closing = closedWith(found);
    const written = parseFields('task', JSON.parse(JSON.stringify({ closing })));
    assert.deepEqual(written, parsed({ closing }));
    assert.deepEqual(closing.cameOut, found);
    for (const none of [undefined, { commits: 0, files: 0, added: 0, removed: 0 }]) {
      assert.ok(!('cameOut' in closedWith(none)));
    }
  });

  it('is asked for only while the user wants that, and not again where git takes too long', async () => {
    const settings = { whatCameOut: true };
    const found = { commits: 1, files: 1, added: 1, removed: 1 };
    const asked: (string | null)[] = [];
    let now = 0;
    const ask = whatCameOut(
      settings,
      ({ folder }) => {
        asked.push(folder);
        now += folder === '/huge' ? 5_000 : 3;
        return Promise.resolve(folder === '/huge' ? undefined : found);
      },
      () => now,
    );
    const answers = [];
    for (const folder of ['/huge', '/shop', '/huge', '/shop']) {
      answers.push(await ask({ folder, branch: null }, spans));
    }
    settings.whatCameOut = false;
    answers.push(await ask({ folder: '/shop', branch: null }, spans));
    assert.deepEqual(answers, [undefined, found, undefined, found, undefined]);
    assert.deepEqual(asked, ['/huge', '/shop', '/shop']);
  });

  it('is nothing without a commit', () => {
    assert.equal(cameOutText(cameOutOf('', spans)), undefined);
    assert.equal(
      cameOutText({ commits: 1, files: 1, added: 1200, removed: 0 }),
      '1 commit · 1 file · +1,200 −0 lines',
    );
  });
});

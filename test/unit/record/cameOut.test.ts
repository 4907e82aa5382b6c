import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cameOutOf, cameOutText, gitLogOptions } from '../../../src/core/record/cameOut';
import { inTemporaryFolder } from '../../store/storeInTemporaryFolder';

const nine = Date.UTC(2026, 10, 14, 8);
const minute = 60_000;
const spans = [
  { start: nine, end: nine + 10 * minute },
  { start: nine + 30 * minute, end: nine + 40 * minute },
];

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

  it('is nothing without a commit', () => {
    assert.equal(cameOutText(cameOutOf('', spans)), undefined);
    assert.equal(
      cameOutText({ commits: 1, files: 1, added: 1200, removed: 0 }),
      '1 commit · 1 file · +1,200 −0 lines',
    );
  });
});

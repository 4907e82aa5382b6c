import assert from 'node:assert/strict';
import { branchOfHead, linkedGitFolder } from '../../../src/editor/commands/task/place/gitHead';
import { processorMs } from '../../fixtures/processorMs';

describe('The branch in .git/HEAD', () => {
  for (const [name, head, expected] of [
    ['is the name after refs/heads', 'ref: refs/heads/main\n', 'main'],
    ['may contain slashes', 'ref: refs/heads/feature/a-b\n', 'feature/a-b'],
    ['may be followed by a Windows line end', 'ref: refs/heads/main\r\n', 'main'],
    ['is unknown for a detached head', '3b18e512dba79e4c8300dd08aeb37f8e728b8dad\n', undefined],
    ['is unknown in an empty file', '', undefined],
    ['is unknown in a file of something else', 'ref: refs/remotes/origin/main', undefined],
  ] as const) {
    it(name, () => assert.equal(branchOfHead(head), expected));
  }
});

describe('A .git file', () => {
  const folder = { authority: '', path: '/home/me/fix' };
  for (const [name, text, expected] of [
    ['names a folder', 'gitdir: /home/me/shop/.git/worktrees/fix\n', '/home/me/shop/.git/worktrees/fix'],
    ['may name it relatively', 'gitdir: ../.git/modules/shop\n', '/home/me/.git/modules/shop'],
    ['may name it as Windows does', 'gitdir: C:\\shop\\.git\\worktrees\\fix', '/C:/shop/.git/worktrees/fix'],
    ['may have a space in its name and several behind it', 'gitdir: /a b/.git  \r\n\n', '/a b/.git'],
    ['may be something else', 'hello', undefined],
    ['names nothing with spaces only', 'gitdir:    \n', undefined],
    ['names one folder, not two', 'gitdir: /a\n/b\n', undefined],
  ] as const) {
    it(name, () => assert.equal(linkedGitFolder(text, folder, false)?.path, expected));
  }

  for (const [name, text] of [
    ['spaces within a line', `gitdir: /a${' '.repeat(400_000)}b\nc`],
    ['spaces alone', `gitdir: ${' '.repeat(400_000)}`],
    ['line ends', `gitdir: /a${'\n'.repeat(400_000)}b`],
  ] as const) {
    it(`is read in one walk with 400,000 ${name}`, () => {
      const ms = processorMs(() => {
        assert.equal(linkedGitFolder(text, folder, false), undefined);
        assert.equal(branchOfHead(text.replace('gitdir: ', 'ref: refs/heads/')), undefined);
      });
      assert.ok(ms < 1_000, `${Math.round(ms)} ms`);
    });
  }
});

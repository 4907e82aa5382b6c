import assert from 'node:assert/strict';
import { titleOfBranch } from '../../../src/core/typed/titleOfBranch';

describe('The start of a title that a branch gives', () => {
  const said: readonly (readonly [branch: string, title: string])[] = [
    ['feature/invoice-export', 'Invoice export'],
    ['fix/INV-12-rounding-of-totals', 'INV-12 Rounding of totals'],
    ['inv-12_rounding_of_totals', 'INV-12 Rounding of totals'],
    ['ada/2026/port.the.importer', 'Port the importer'],
    ['export-rechnungen-für-März', 'Export rechnungen für März'],
    ['claude/fix-flaky-test-9f3a1c2', 'Fix flaky test'],
    ['decade-facade', 'Decade facade'],
    ['𝒂bc-def', '𝒂bc def'],
  ];
  for (const [branch, title] of said) {
    it(`of ${branch} is “${title}”`, () => assert.equal(titleOfBranch(branch), title));
  }

  for (const branch of [
    '',
    'main',
    'importer',
    'release/1.2.3',
    'INV-12',
    'worktree-9f3a1c2',
    '-/-',
    'a-b-c',
    'x/',
  ]) {
    it(`is none of “${branch}”`, () => assert.equal(titleOfBranch(branch), undefined));
  }

  it('is one short line, whatever a record holds as a branch', () => {
    const title = titleOfBranch(`port the\n${'importer-'.repeat(100_000)}`);
    assert.ok(title !== undefined && title.length <= 250 && !title.includes('\n'));
  });
});

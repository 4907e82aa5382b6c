import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { suggestGroups } from '../../../src/core/grouping/suggestGroups';
import type { GroupedTask } from '../../../src/core/task/grouping';

let made = 0;
function grouped(title: string, category: string | null, change: Partial<GroupedTask> = {}): GroupedTask {
  made += 1;
  return {
    id: `task-${made}`,
    title,
    category,
    workstream: null,
    folder: null,
    startedAt: made,
    day: null,
    ...change,
  };
}

function names(
  title: string,
  known: readonly GroupedTask[],
  folder: string | null = null,
): readonly string[] {
  return suggestGroups('category', [{ id: 'new', title, folder }], known).map(({ name }) => name);
}

describe('The categories suggested for a task', () => {
  const known = [
    grouped('Fix the flaky sign-in test', 'Bug', { folder: '/shop' }),
    grouped('Fix the retry rules', 'Bug', { folder: '/shop' }),
    grouped('Build the checkout page', 'Feature', { folder: '/shop' }),
    grouped('Describe the checkout in the handbook', 'Docs', { folder: '/handbook' }),
    grouped('Build the search page', 'Feature', { folder: '/shop' }),
    grouped('Build the profile page', 'Feature', { folder: '/shop' }),
  ];

  it('begin with that of the tasks with the likest titles', () => {
    assert.equal(names('Fix the flaky upload test', known)[0], 'Bug');
    assert.equal(names('Build the settings page', known)[0], 'Feature');
  });

  it('go by the folder where the title says nothing, and by use where that says nothing either', () => {
    assert.equal(names('Zzz', known, '/handbook')[0], 'Docs');
    assert.deepEqual(names('Zzz', known), ['Feature', 'Bug', 'Docs']);
  });

  it('say whether they fit or are only in use, and how many tasks have them', () => {
    const found = suggestGroups('category', [{ id: 'new', title: 'Retry rules', folder: null }], known);
    assert.deepEqual(found[0], { name: 'Bug', tasks: 2, fits: true });
    assert.deepEqual(
      found.filter(({ fits }) => !fits).map(({ name, tasks }) => [name, tasks]),
      [
        ['Feature', 3],
        ['Docs', 1],
      ],
    );
  });

  it('are those of the grouping that is asked for', () => {
    const both = [grouped('Build it', 'Feature', { workstream: 'Checkout' }), grouped('Fix it', 'Bug')];
    const found = suggestGroups('workstream', [{ id: 'new', title: 'Build', folder: null }], both);
    assert.deepEqual(found, [{ name: 'Checkout', tasks: 1, fits: true }]);
  });

  it('do not follow from the tasks themselves', () => {
    const [odd, ...others] = [grouped('Fix the retry rules', 'Typo'), ...known];
    const found = suggestGroups('category', odd ? [odd] : [], odd ? [odd, ...others] : []);
    assert.equal(found[0]?.name, 'Bug');
    assert.deepEqual(found.at(-1), { name: 'Typo', tasks: 1, fits: false });
  });

  it('are none of a record without any', () => {
    assert.deepEqual(names('Anything', [grouped('Other', null)]), []);
  });

  it('are every name once, in the same order whichever way the tasks are given', () => {
    const task = fc.record({
      title: fc.constantFrom('Fix it', 'Build it', 'Document it', ''),
      category: fc.constantFrom('Bug', 'bug', 'Feature', '__proto__', null),
      folder: fc.constantFrom('/a', '/b', null),
    });
    fc.assert(
      fc.property(fc.array(task, { maxLength: 12 }), task, (tasks, asked) => {
        const all = tasks.map((each, index) =>
          grouped(each.title, each.category, { folder: each.folder, id: `t${index}`, startedAt: index }),
        );
        const found = suggestGroups('category', [{ ...asked, id: 'new' }], all);
        const used = tasks.flatMap(({ category }) => category ?? []);
        assert.deepEqual(new Set(found.map(({ name }) => name)), new Set(used));
        assert.equal(
          found.reduce((sum, each) => sum + each.tasks, 0),
          used.length,
        );
        const again = suggestGroups('category', [{ ...asked, id: 'new' }], all.toReversed());
        assert.deepEqual(
          again.map(({ name }) => name),
          found.map(({ name }) => name),
        );
      }),
    );
  });
});

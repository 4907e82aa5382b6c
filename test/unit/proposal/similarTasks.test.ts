import assert from 'node:assert/strict';
import { daySumsOf } from '../../../src/core/record/daySums';
import { similarAnswer } from '../../../src/core/proposal/similarAnswer';
import { similarTasks } from '../../../src/core/proposal/similarTasks';
import type { Task } from '../../../src/core/task/task';
import { closedTask, noon } from '../../fixtures/tasks';

let made = 0;
function titled(title: string, fields: Partial<Task> = {}, closedAt = noon) {
  made += 1;
  return closedTask(6, 30, 2, { id: `t${made}`, title, ...fields }, { closedAt });
}

const titles = [
  'Port the CSV importer',
  'Import of Markdown tables',
  'Fix the retry rules of the client',
  'Rewrite the settings page',
  'Exportieren der Rechnungen als PDF',
];

function ranked(title: string, most = 5): readonly string[] {
  return similarTasks(
    title,
    titles.map((each) => titled(each)),
    most,
  ).map(({ task }) => task.title);
}

describe('Tasks with a similar title', () => {
  it('come with the closest first, by what their words share and not by how common it is', () => {
    assert.equal(ranked('Port the JSON importer')[0], 'Port the CSV importer');
    assert.equal(ranked('Retries of clients')[0], 'Fix the retry rules of the client');
    assert.equal(ranked('Rechnungsexport')[0], 'Exportieren der Rechnungen als PDF');
  });

  it('are found whatever the case, the accents and the signs', () => {
    assert.deepEqual(ranked('SETTINGS-page: réwrite', 1), ['Rewrite the settings page']);
    const [found] = similarTasks('fixRetryRules', [titled('Fix retry rules')], 1);
    assert.equal(found?.similarity, 1);
  });

  it('are none where nothing but chance is shared', () => {
    assert.deepEqual(ranked('xylophone'), []);
    assert.deepEqual(ranked('?!'), []);
    assert.deepEqual(similarTasks('anything', [], 5), []);
  });

  it('are the latest of equal ones, and no more than asked for', () => {
    const tasks = [1, 3, 2].map((hour) => titled('Fix the flaky test', {}, noon + hour));
    assert.deepEqual(
      similarTasks('Fix the flaky test', tasks, 2).map(({ task }) => task.closing.closedAt - noon),
      [3, 2],
    );
  });

  it('take time in proportion to the titles, however long', () => {
    const long = 'x'.repeat(1_000_000);
    assert.equal(similarTasks(long, [titled(long)], 1).length, 1);
  });
});

describe('What an agent is answered about similar tasks', () => {
  const store = (tasks: readonly ReturnType<typeof titled>[]) => ({
    daySums: () => [daySumsOf('2026-04-19', [])],
    closedTasks: () => tasks,
  });
  const proposed = (reviewed: boolean) => ({
    proposed: { proposalId: 'p', estimate: { hours: 6, by: 'opus', at: noon }, reviewed },
  });

  it('has confirmed hours and both factors', () => {
    const [answer] = similarAnswer(store([titled('Fix the test', { id: 'T' })]), 'Fix the tests', {
      includePrivate: false,
    });
    assert.deepEqual(
      { ...answer, similarity: 1 },
      {
        similarity: 1,
        id: 'T',
        title: 'Fix the test',
        day: '2026-04-19',
        category: null,
        outcome: null,
        humanHours: 6,
        lowHours: null,
        highHours: null,
        estimatedBy: 'me',
        aiMinutes: 30,
        supervisoryMinutes: 2,
        leverageFactor: 12,
        supervisoryLeverageFactor: 180,
        cameOut: null,
      },
    );
  });

  it('has what came out of each, as its closing froze it', () => {
    const cameOut = { commits: 3, files: 12, added: 340, removed: 120 };
    const tasks = [closedTask(6, 30, 2, { title: 'Fix it' }, { cameOut }), titled('Fix it')];
    assert.deepEqual(
      similarAnswer(store(tasks), 'Fix it', { includePrivate: false }).map((each) => each.cameOut),
      [cameOut, null],
    );
  });

  it('names no private task unless asked, none without an estimate, and none that nobody looked at', () => {
    const tasks = [
      titled('Fix it', { id: 'private', private: true }),
      titled('Fix it', { id: 'none', estimate: null }),
      titled('Fix it', { id: 'unread', ...proposed(false) }),
      titled('Fix it', { id: 'read', ...proposed(true) }),
    ];
    const ids = (includePrivate: boolean) =>
      similarAnswer(store(tasks), 'Fix it', { includePrivate }).map(({ id }) => id);
    assert.deepEqual(ids(false), ['read']);
    assert.deepEqual(ids(true), ['private', 'read']);
  });
});

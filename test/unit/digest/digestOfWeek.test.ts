import assert from 'node:assert/strict';
import { join } from 'node:path';
import { setTask, closing } from '../../store/recordBuilders';
import { DigestOfWeek, type TakenWeeks } from '../../../src/editor/firstLook/weeklyDigest';
import { DayLabels } from '../../../src/editor/inbox/timeLabels';
import { takenWeeks } from '../../../src/extension/takenWeeks';
import type { OpenRecordStore } from '../../../src/store/openRecordStore';
import { inTemporaryFolder, openStore } from '../../store/storeInTemporaryFolder';
import { KeptLog, MemoryOfWindow } from '../recorder/recorderWorld';

const labels = new DayLabels('en-GB');

class FakeSetting {
  weeklyDigest = true;

  turnOffWeeklyDigest(): Promise<void> {
    this.weeklyDigest = false;
    return Promise.resolve();
  }
}

interface World {
  readonly store: OpenRecordStore;
  readonly setting: FakeSetting;
  readonly log: KeptLog;
  today: string;
  /** A window of the user, with its memory; whoever is given one that has been open is that window after a reload. */
  readonly window: (memory?: MemoryOfWindow, taken?: TakenWeeks) => DigestOfWeek;
}

/** A record with a task in the week of 23 November, looked at on the Monday after. */
async function inWorld(work: (world: World) => Promise<void>): Promise<void> {
  await inTemporaryFolder(async (directory) => {
    const store = await openStore(directory);
    await store.append([setTask('a', { closing: closing({ day: '2026-11-25' }) })]);
    const setting = new FakeSetting();
    const log = new KeptLog();
    const windows: DigestOfWeek[] = [];
    const world: World = {
      store,
      setting,
      log,
      today: '2026-11-30',
      window: (memory = new MemoryOfWindow(), taken = takenWeeks(join(directory, 'digests'))) => {
        const opened = new DigestOfWeek({
          store,
          settings: setting,
          today: () => world.today,
          taken,
          memory,
          log,
        });
        windows.push(opened);
        return opened;
      },
    };
    await work(world);
    windows.forEach((each) => each.dispose());
    await store.close();
  });
}

/** Brings the sidebar in sight and waits until the window has said that something changed, or has asked in vain. */
async function look(window: DigestOfWeek): Promise<void> {
  window.seen(true);
  await window.settled();
}

function shown(window: DigestOfWeek): string | undefined {
  // Versions of the calendar's data differ in the spaces around the dash.
  return window.view(labels)?.weekLabel.replaceAll(/\s*–\s*/gu, '–');
}

describe('The weekly digest in the sidebar', () => {
  it('is shown when the sidebar is first seen in a week, not before', () =>
    inWorld(async ({ window }) => {
      const first = window();
      await first.settled();
      assert.equal(shown(first), undefined);
      let changes = 0;
      first.onDidChange(() => (changes += 1));
      await look(first);
      assert.deepEqual([shown(first), changes], ['23–29 Nov 2026', 1]);
      assert.equal(first.view(labels)?.sums.tasks, 1);
      assert.equal(first.view(labels)?.lastDay, '2026-11-25');
    }));

  it('is kept by one of several windows that come at once, whichever is first', () =>
    inWorld(async ({ window }) => {
      const windows = Array.from({ length: 5 }, () => window());
      await Promise.all(windows.map(look));
      assert.equal(windows.filter((each) => shown(each) !== undefined).length, 1);
      const late = window();
      await look(late);
      assert.equal(shown(late), undefined);
    }));

  it('stays over a reload of its window, until it is dismissed', () =>
    inWorld(async ({ window }) => {
      const memory = new MemoryOfWindow();
      await look(window(memory));
      const reloaded = window(memory);
      await look(reloaded);
      assert.equal(shown(reloaded), '23–29 Nov 2026');
      await reloaded.dismiss();
      assert.equal(shown(reloaded), undefined);
      await look(reloaded);
      const again = window(memory);
      await look(again);
      assert.deepEqual([shown(reloaded), shown(again)], [undefined, undefined]);
    }));

  it('is gone the day after, and another comes the week after', () =>
    inWorld(async (world) => {
      const window = world.window();
      await look(window);
      world.today = '2026-12-01';
      assert.equal(shown(window), undefined);
      await look(window);
      assert.equal(shown(window), undefined);
      await world.store.append([setTask('b', { closing: closing({ day: '2026-12-06' }) })]);
      world.today = '2026-12-07';
      window.look();
      await window.settled();
      assert.equal(shown(window), '30 Nov–6 Dec 2026', 'also in a sidebar that was open all the time');
      world.today = '2026-11-30';
      await look(world.window());
      assert.equal(shown(window), undefined, 'a clock that was set back shows nothing twice');
    }));

  it('waits for a record of last week', () =>
    inWorld(async (world) => {
      world.today = '2026-12-14';
      const window = world.window();
      await look(window);
      assert.equal(shown(window), undefined);
      await world.store.append([setTask('b', { closing: closing({ day: '2026-12-08' }) })]);
      await window.settled();
      assert.equal(shown(window), '7–13 Dec 2026');
    }));

  it('is turned off for good, in all windows, and comes back with the setting', () =>
    inWorld(async (world) => {
      const window = world.window();
      await look(window);
      await window.turnOff();
      assert.deepEqual([world.setting.weeklyDigest, shown(window)], [false, undefined]);
      await world.store.append([setTask('b', { closing: closing({ day: '2026-12-06' }) })]);
      world.today = '2026-12-07';
      await look(window);
      assert.equal(shown(window), undefined);
      world.setting.weeklyDigest = true;
      await look(window);
      assert.equal(shown(window), '30 Nov–6 Dec 2026');
    }));

  it('is not shown where it can not be noted, which the log says', () =>
    inWorld(async ({ window, log }) => {
      const full: TakenWeeks = {
        all: () => Promise.resolve([]),
        take: () => Promise.reject(new Error('disk full')),
      };
      const opened = window(new MemoryOfWindow(), full);
      await look(opened);
      assert.equal(shown(opened), undefined);
      assert.equal(log.warnings.length, 1);
    }));
});

import assert from 'node:assert/strict';
import type { WebviewMessage } from '../../src/core/page/intents';
import { noProposals } from '../../src/core/page/proposalsView';
import { PageHarness, type LoadedPage } from './pageHarness';
import { proposals, proposalView, state, states } from './states';

const [first] = proposals.items;
assert.ok(first && proposals.all);
const one = { count: 1, items: [first], all: { ...proposals.all, ids: [first.id] } };

describe('Proposed tasks on the pages', function () {
  this.timeout(60_000);
  let harness: PageHarness;
  before(async () => {
    harness = await PageHarness.start();
  });
  after(() => harness.stop());

  for (const name of ['report', 'record'] as const) {
    it(`stand before everything else in the ${name}, and are gone with the last of them`, async () => {
      const page = await harness.open(name);
      await page.show(states.proposed);
      const headings = await page.tab.locator('h2').allInnerTexts();
      assert.equal(headings[0], 'Proposed, 207');
      assert.ok(headings.length > 1);
      await page.show(state([], { proposals: noProposals }));
      assert.equal(await page.tab.getByText('Proposed').count(), 0);
      await page.close();
    });

    it(`have the one primary button of an empty day in the ${name}`, async () => {
      const page = await harness.open(name);
      await page.show(state([], { proposals: one }));
      const primary = page.tab.locator('[appearance="primary"]');
      assert.deepEqual(await primary.allInnerTexts(), ['Confirm All']);
      await page.show(state([], { proposals: { ...one, all: null } }));
      assert.deepEqual(await primary.allInnerTexts(), name === 'record' ? ['Start Task'] : []);
      await page.close();
    });

    it(`are confirmed, edited, merged, split and dismissed in the ${name} from the keyboard alone`, async () => {
      const page = await harness.open(name);
      await page.show(state([], { proposals: one }));
      await section(page).getByRole('button', { name: 'Confirm All' }).focus();
      const { id } = first;
      const expected: (WebviewMessage | 'reasons')[] = [
        { type: 'confirmAllProposals', ids: [id] },
        { type: 'confirmProposal', id },
        { type: 'editProposal', id },
        { type: 'mergeProposal', id },
        { type: 'splitProposal', id },
        { type: 'dismissProposal', id },
        'reasons',
      ];
      for (const intent of expected) {
        await page.tab.keyboard.press('Enter');
        if (intent === 'reasons') {
          assert.equal(await page.tab.getByText('Three callers').isVisible(), true);
        } else {
          assert.deepEqual(await page.lastIntent(), intent, await page.focus());
        }
        await page.tab.keyboard.press('Tab');
      }
      await page.close();
    });
  }

  it('say what they are worth, how their time was found, and what Confirm All would add', async () => {
    const page = await harness.open('report');
    await page.show(states.proposed);
    const text = (await section(page).innerText()).replace(/\s+/gu, ' ');
    for (const said of [
      'Adds 3 tasks with 21.5 hours to Sunday, 12 April 2026: leverage factor 45.0x → 38.2x, supervisory factor 360.0x → 301.7x.',
      '3 others are confirmed on their own.',
      '201 more are shown once these are decided.',
      '6 h (4–10 h) · claude-opus-5 · claude',
      'AI 38 min measured Supervision 4 min estimated Factor 9.5x Sup. Factor 90.0x',
      'Sunday, 12 April 2026, 09:00 – 09:38. Time from the transcript of its session.',
      '9.5 h · me (proposed: 6 h (4–10 h)) · claude · feature · checkout · corrected 2 times · with 1 other merged into it',
      'No time found. Confirm records it with 0 minutes; type them in the record.',
    ]) {
      assert.ok(text.includes(said), `${said}\nin ${text.slice(0, 2000)}`);
    }
    await page.close();
  });

  it('give the keyboard to what takes their place once they are decided', async () => {
    const page = await harness.open('report');
    const second = proposalView(2);
    await page.show(state([], { proposals: { ...one, count: 2, items: [first, second] } }));
    await page.tab.getByRole('button', { name: `Confirm: ${first.title}` }).focus();
    await page.show(state([], { proposals: { ...one, items: [second] } }));
    await page.tab.keyboard.press('Enter');
    const sent = await page.lastIntent();
    assert.ok(sent && 'id' in sent && sent.id === second.id, JSON.stringify(sent));
    await page.close();
  });
});

function section(page: LoadedPage) {
  return page.tab.locator('section.proposed');
}

import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { ClaudeTranscript } from '../fixtures/agents/claudeTranscript';
import { createProfile, removeProfile, type Profile } from './profile';
import { PromptDocument } from './promptDocument';
import { untilRecorded } from './recordedWork';
import { startTask } from './startTask';
import { until } from './until';
import { Workbench } from './workbench';

const second = 1000;
const prompt = 'Port the lexer';

describe('A prompt that is written while an agent works and pasted into it when it has ended', () => {
  let profile: Profile;
  let workbench: Workbench;
  let configuration: string;

  before(async () => {
    profile = createProfile();
    configuration = path.join(profile.root, 'claude');
    workbench = await Workbench.open({
      profile,
      env: { CLAUDE_CONFIG_DIR: configuration },
      settings: { 'leverageRecord.promptTarget': 'clipboard' },
    });
  });

  after(async () => {
    await workbench.close();
    removeProfile(profile);
  });

  it('counts once, and the one before it that was typed in the agent counts too', async () => {
    const { quickInput, editor, notifications } = workbench;
    const document = new PromptDocument(workbench);
    await startTask(workbench, 'Import old invoices');
    await document.write();
    await editor.type(prompt, { delayMs: 120 });
    await document.send();
    await untilRecorded(profile, 'the typing', ({ typing }) => typing[0]);

    const sentAt = Date.now();
    // The agent ends a second after the sending, and is asked four seconds later.
    const transcript = new ClaudeTranscript({ start: sentAt - 60 * second, cwd: '/w/shop' });
    transcript
      .prompt('Make the checkout accept vouchers')
      .respond(61 * second)
      .written();
    transcript
      .wait(4 * second)
      .prompt(prompt)
      .respond(second)
      .written();
    const file = path.join(configuration, 'projects', transcript.name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, transcript.text());
    await workbench.runCommand('Leverage Record: Scan Agent History');
    await notifications.waitFor('1 agent session without a task');
    await workbench.runCommand('Leverage Record: Show Inbox');
    const record = await workbench.webview('editor');
    await record.locator('input[data-session]').check();
    await record.getByRole('button', { name: 'Make a task from the selected sessions' }).click();
    await quickInput.waitFor('Make Task from Agent Sessions');
    await quickInput.pick('Open task');
    await until('the title', async () => !(await quickInput.items()).length);
    await quickInput.accept();
    const typing = await untilRecorded(profile, 'the session', (work) =>
      work.openTasks.length === 2 ? work.typing : undefined,
    );
    assert.deepEqual(
      typing.map(({ evidence }) => evidence),
      ['estimated', 'measured'],
    );
    assert.ok((typing[0]?.end ?? 0) < sentAt - 55 * second, 'that of the first prompt');
  });
});

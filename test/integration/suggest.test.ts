import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { isProposalId } from '../../src/core/proposal/proposalId';
import type { WorkFacts } from '../../src/core/proposal/suggesting/suggestionRequest';
import { askModel } from '../../src/editor/models/askModel';
import { editorModels } from '../../src/editor/models/editorModels';
import type { LanguageModel } from '../../src/editor/models/languageModels';
import { Suggesting } from '../../src/editor/suggest/suggesting';

/** What the extension in test/fixtures/fake-models exports. */
interface FakeModels {
  readonly requests: { readonly model: string; readonly text: string }[];
  respond: (
    say: (part: vscode.LanguageModelTextPart | vscode.LanguageModelToolCallPart) => void,
    token: vscode.CancellationToken,
  ) => Promise<void>;
}

const facts: WorkFacts = {
  title: 'Port the importer',
  folder: 'shop',
  branch: null,
  cameOut: undefined,
  similar: [],
};
const answer =
  '{"title": "Port the XML importer", "hours": 6, "low": 4, "high": 10, "because": "Three formats."}';

async function fakeModels(): Promise<FakeModels> {
  const extension = vscode.extensions.getExtension<FakeModels>('test.fake-models');
  return (await extension?.activate()) ?? assert.fail('the fake models are not there');
}

/** Presses Enter in whatever list is open until the work that asks is over. */
async function pressingEnter<T>(work: Promise<T>): Promise<T> {
  const pressed = async (): Promise<'pressed'> => {
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    return 'pressed';
  };
  const ended = work.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  let now = await Promise.race([ended, pressed()]);
  while (now === 'pressed') {
    now = await Promise.race([ended, pressed()]);
  }
  return work;
}

/** Shows a text to the test instead of to a user. */
function keptPreview() {
  const shown: string[] = [];
  const ofText = <T>(_path: string, text: string, work: (replace: (by: string) => void) => Promise<T>) => {
    shown.push(text);
    return work((by) => void shown.push(by));
  };
  return { shown, ofText };
}

function suggesting(models: () => Promise<readonly LanguageModel[]> = editorModels) {
  const preview = keptPreview();
  const memory = new Map<string, unknown>();
  const made = new Suggesting({
    models,
    preview,
    memory: {
      get: (key) => memory.get(key),
      update: (key, value) => {
        memory.set(key, value);
        return Promise.resolve();
      },
    },
    clock: () => 7,
    newId: () => 'new',
    log: { error: (message) => assert.fail(message) },
  });
  return { made, preview };
}

describe('With a language model of the editor', () => {
  let fake: FakeModels;
  before(async () => {
    fake = await fakeModels();
    await vscode.extensions.getExtension('leverage-record.leverage-record')?.activate();
  });
  beforeEach(() => fake.requests.splice(0));
  afterEach(() => vscode.commands.executeCommand('notifications.clearAll'));

  const says =
    (...texts: readonly string[]): FakeModels['respond'] =>
    (say) => {
      texts.forEach((text) => say(new vscode.LanguageModelTextPart(text)));
      return Promise.resolve();
    };

  it('Suggest is offered, and sends exactly what it showed', async () => {
    const { made, preview } = suggesting();
    assert.equal(await made.findOut(), true);
    fake.respond = says(answer.slice(0, 30), answer.slice(30));
    const suggestion = await pressingEnter(made.suggest(facts, false));
    assert.deepEqual(suggestion, {
      id: 'new',
      at: 7,
      input: {
        title: 'Port the XML importer',
        hours: 6,
        low: 4,
        high: 10,
        because: 'Three formats.',
        model: 'Fake Large',
      },
    });
    assert.deepEqual(fake.requests, [{ model: 'fake-large', text: preview.shown.at(-1) }]);
    assert.match(preview.shown[0] ?? '', /Title so far: "Port the importer"/);
  });

  for (const [name, respond] of [
    ['that answers nonsense', says('It took about 6 hours.')],
    ['that gives minutes', says('{"title": "Port", "hours": 6, "minutes": 12}')],
    ['that fails', () => Promise.reject(new Error('The server is on fire.'))],
    ['whose quota is used up', () => Promise.reject(vscode.LanguageModelError.Blocked('No more.'))],
    ['that may not be used', () => Promise.reject(vscode.LanguageModelError.NoPermissions('No.'))],
    ['that is gone', () => Promise.reject(vscode.LanguageModelError.NotFound('Where?'))],
    ['that says nothing', says()],
  ] as const satisfies readonly (readonly [string, FakeModels['respond']])[]) {
    it(`Suggest has no suggestion of a model ${name}, and the form goes on`, async () => {
      fake.respond = respond;
      assert.equal(await pressingEnter(suggesting().made.suggest(facts, false)), undefined);
      assert.equal(fake.requests.length, 1);
    });
  }

  it('Suggest is not offered where there is none, and asking all the same sends nothing', async () => {
    const { made } = suggesting(() => Promise.resolve([]));
    assert.equal(await made.findOut(), false);
    assert.equal(await made.suggest(facts, false), undefined);
    assert.deepEqual(fake.requests, []);
  });

  it('a failure says which it was', async () => {
    const [model = assert.fail()] = await editorModels();
    const { token } = new vscode.CancellationTokenSource();
    for (const [error, message] of [
      [
        vscode.LanguageModelError.Blocked('No.'),
        /Fake Large refused the request; perhaps its quota is used up/,
      ],
      [
        vscode.LanguageModelError.NoPermissions('No.'),
        /Leverage Record may not use Fake Large, so nothing was sent/,
      ],
      [vscode.LanguageModelError.NotFound('No.'), /Fake Large is no longer there/],
      [new Error('It is on fire.'), /Fake Large failed: .*It is on fire\./],
    ] as const) {
      fake.respond = () => Promise.reject(error);
      await assert.rejects(model.ask('Hello', token), message);
    }
  });

  it('an answer that never comes can be cancelled', async () => {
    const [model = assert.fail()] = await editorModels();
    const source = new vscode.CancellationTokenSource();
    fake.respond = (_say, token) =>
      new Promise((_resolve, reject) => {
        token.onCancellationRequested(() => reject(new Error('Cancelled.')));
        source.cancel();
      });
    await assert.rejects(model.ask('Hello', source.token));
    const stubborn = { ...model, ask: () => Promise.reject(new vscode.CancellationError()) };
    assert.equal(await askModel(stubborn, 'Hello', 'Asking'), undefined);
  });

  it('three pieces of work are proposed through a language model tool, confirmed, and a page is drafted', async () => {
    const waiting = proposalsWaiting(await invoked('leverageRecord_dayRecord', {}));
    const pieces = ['Port the importer', 'Fix the flaky test', 'Document the export'];
    fake.respond = (say) => {
      pieces.forEach((title, index) => {
        const input = {
          title,
          hours: index + 1,
          low: 0.5,
          high: 9,
          because: 'As similar ones.',
          model: 'Fake',
        };
        say(new vscode.LanguageModelToolCallPart(`call-${index}`, 'leverageRecord_proposeTask', input));
      });
      return Promise.resolve();
    };
    const ids = await proposedByAgent('Propose what you finished.');
    assert.equal(new Set(ids.filter(isProposalId)).size, pieces.length);
    assert.equal(proposalsWaiting(await invoked('leverageRecord_dayRecord', {})), waiting + pieces.length);

    // No time was found for them, so Confirm All leaves them out: each is confirmed by itself.
    for (let left = waiting + pieces.length - 1; left >= 0; left -= 1) {
      await pressingEnter(run('leverageRecord.confirmProposal'));
      assert.equal(proposalsWaiting(await invoked('leverageRecord_dayRecord', {})), left);
    }
    const day = await invoked('leverageRecord_dayRecord', {});
    for (const title of pieces) {
      assert.ok(JSON.stringify(day).includes(title), title);
    }

    fake.requests.splice(0);
    fake.respond = says('The day ', 'had three tasks.');
    await pressingEnter(run('leverageRecord.draftWithModel'));
    assert.deepEqual(
      fake.requests.map(({ model }) => model),
      ['fake-large'],
    );
    assert.match(vscode.window.activeTextEditor?.document.getText() ?? '', /The day had three tasks\./);
  });
});

function run(command: string): Promise<unknown> {
  return Promise.resolve(vscode.commands.executeCommand(command));
}

/** What agent mode does: it offers its tools, calls those that the model asks for, and has their answers. */
async function proposedByAgent(request: string): Promise<readonly string[]> {
  const [model = assert.fail()] = await vscode.lm.selectChatModels({ vendor: 'fake-models' });
  const tools = vscode.lm.tools.filter(({ name }) => name.startsWith('leverageRecord_'));
  const { stream } = await model.sendRequest([vscode.LanguageModelChatMessage.User(request)], {
    tools: [...tools],
  });
  const ids: string[] = [];
  for await (const part of stream) {
    if (part instanceof vscode.LanguageModelToolCallPart) {
      const answered = await invoked(part.name, part.input);
      ids.push(
        typeof answered === 'object' && answered !== null && 'id' in answered ? String(answered.id) : '',
      );
    }
  }
  return ids;
}

async function invoked(name: string, input: object): Promise<unknown> {
  const { content } = await vscode.lm.invokeTool(name, { input, toolInvocationToken: undefined });
  const [part] = content;
  assert.ok(part instanceof vscode.LanguageModelTextPart);
  return JSON.parse(part.value);
}

function proposalsWaiting(day: unknown): number {
  assert.ok(typeof day === 'object' && day !== null && 'proposalsWaiting' in day);
  return Number(day.proposalsWaiting);
}

import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileFunction } from 'node:vm';
import { build, type BuildOptions, type Metafile } from 'esbuild';
import { commonJsParts } from '../../scripts/build/commonJsParts.mjs';
import { filesUnder, projectRoot } from './projectFiles';

const entry = 'src/extension.ts';
const commandLine = 'src/cli.ts';

/** Each takes its time at every start, so a few more are added only for what a window needs from its start on. */
const mostKB = 145;

/** Modules that a starting window doesn't need yet, each by the beginning of its path. */
const onDemand = [
  'src/core/proposal/agentTools.ts',
  'src/core/proposal/callAgentTool.ts',
  'src/core/exchange/',
  'src/core/days/day.ts',
  'src/core/journal/operation.ts',
  'src/core/page/protocol.ts',
  'src/core/page/recordState.ts',
  'src/core/findings/',
  'src/core/history/',
  'src/core/prose/',
  'src/core/publish/',
  'src/core/transcript/inbox/inbox.ts',
  'src/editor/actions/actions.ts',
  'src/editor/inbox/agentInbox.ts',
  'src/editor/commands/form/',
  'src/editor/commands/hooks/',
  'src/editor/commands/inbox/',
  'src/editor/commands/publish/',
  'src/editor/commands/record/',
  'src/editor/importing/',
  'src/editor/pages/historyPanel.ts',
  'src/editor/pages/pageConnection.ts',
  'src/editor/prose/proseChecker.ts',
  'src/editor/prose/writeAboutDay.ts',
  'src/editor/quickInput/',
  'src/agents/hooks/claudeHooks.ts',
  'src/store/openRecordStore.ts',
  'src/store/database/database.ts',
];

describe('The modules a window loads when it starts', () => {
  let metafile: Metafile;
  before(async () => {
    metafile = await metafileOf(entry);
  });

  it('are none that only an import, an export, a form, a page or the record itself needs', () => {
    const loaded = modulesOf(entry, metafile);
    assert.ok(loaded.includes(entry) && loaded.includes('src/editor/statusBar/statusBar.ts'));
    for (const path of onDemand) {
      assert.ok(
        filesUnder('src', '.ts').some((each) => each.startsWith(path)),
        `${path} is not there`,
      );
      assert.deepEqual(
        loaded.filter((each) => each.startsWith(path)),
        [],
      );
    }
  });

  it('include no other package than the one that translates', () => {
    const packages = modulesOf(entry, metafile).flatMap(
      (path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/u.exec(path)?.[1] ?? [],
    );
    assert.deepEqual([...new Set(packages)], ['@vscode/l10n']);
  });

  it('exist once: code loaded later shares them', () => {
    const all = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.keys(inputs));
    assert.deepEqual(
      all.filter((path, index) => all.indexOf(path) !== index),
      [],
    );
  });
});

describe('The file that a window loads when it starts', () => {
  let text: string;
  before(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'leverage-record-start-'));
    try {
      await build({ ...bundled(entry), outdir: folder, minify: true, plugins: [commonJsParts] });
      text = readFileSync(join(folder, 'extension.js'), 'utf8');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it(`is at most ${mostKB} kB`, () => {
    assert.ok(text.length > 0 && text.length <= mostKB * 1024, `${text.length} bytes`);
  });

  it('asks for the API of the editor once and copies nothing of it', () => {
    let asked = 0;
    let looks = 0;
    const member: unknown = new Proxy(() => undefined, { get: () => member });
    const api = new Proxy(
      {},
      {
        get: () => member,
        ownKeys: () => {
          looks += 1;
          return [];
        },
      },
    );
    const require = createRequire(import.meta.url);
    const module: { exports: object } = { exports: {} };
    compileFunction(text, ['require', 'module', 'exports'])(
      (name: string): unknown => {
        asked += name === 'vscode' ? 1 : 0;
        return name === 'vscode' ? api : require(name);
      },
      module,
      module.exports,
    );
    assert.ok('activate' in module.exports, 'the file is the extension');
    assert.deepEqual({ asked, looks }, { asked: 1, looks: 0 });
  });
});

describe('The modules that proposing a task loads', () => {
  it('are no database, no calendar and no other command: agents wait for it', async () => {
    const metafile = await metafileOf(commandLine);
    const proposing = [
      commandLine,
      'src/cli/commands/proposals/proposeCommand.ts',
      'src/store/appendToRecord.ts',
    ];
    const loaded = proposing.flatMap((path) => modulesOf(path, metafile));
    const packages = loaded.flatMap((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/u.exec(path)?.[1] ?? []);
    assert.deepEqual([...new Set(packages)].sort(), ['@vscode/l10n', 'zod']);
    assert.deepEqual(
      loaded.filter((path) => path.startsWith('src/cli/commands/')),
      ['src/cli/commands/proposals/proposeCommand.ts'],
    );
    assert.deepEqual(
      loaded.filter((path) =>
        /^src\/(?:agents\/(?!files\/pathRules)|store\/(?:database|snapshot)|core\/exchange)/.test(path),
      ),
      [],
    );
  });
});

async function metafileOf(source: string): Promise<Metafile> {
  const { metafile } = await build({
    ...bundled(source),
    splitting: true,
    format: 'esm',
    outdir: 'dist',
    write: false,
    metafile: true,
  });
  return metafile;
}

function bundled(source: string): BuildOptions {
  return {
    absWorkingDir: projectRoot,
    entryPoints: [source],
    bundle: true,
    platform: 'node',
    target: 'node20',
    external: ['vscode'],
    alias: {
      'jsonc-parser': 'jsonc-parser/lib/esm/main.js',
      '@vscode/l10n': '@vscode/l10n/dist/browser.js',
    },
    logLevel: 'error',
  };
}

/** The modules of the file that an entry or an `import()` begins with, and of those that it loads at once. */
function modulesOf(source: string, { outputs }: Metafile): readonly string[] {
  const reached = Object.keys(outputs).filter((name) => outputs[name]?.entryPoint === source);
  assert.equal(reached.length, 1, `${source} begins no file`);
  for (const name of reached) {
    for (const { path, kind } of outputs[name]?.imports ?? []) {
      if (kind === 'import-statement' && path in outputs && !reached.includes(path)) {
        reached.push(path);
      }
    }
  }
  return reached.flatMap((name) =>
    Object.entries(outputs[name]?.inputs ?? {}).flatMap(([path, { bytesInOutput }]) =>
      bytesInOutput > 0 ? [path] : [],
    ),
  );
}

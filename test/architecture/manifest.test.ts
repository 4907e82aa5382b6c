import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { commandIds } from '../../src/editor/commandIds';
import { contributes, manifest } from './manifest';
import { filesUnder, projectRoot, textOf } from './projectFiles';

const commands = contributes.commands.map(({ command }) => command);
const settings = contributes.configuration.flatMap(({ properties }) => Object.entries(properties));
const editorSources = filesUnder('src/editor', '.ts').map(textOf).join('\n');
const steps = contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);

/** The condition that completes a step of the walkthrough: a command was run, or a context key holds. */
const completions = steps.flatMap(({ completionEvents }) =>
  completionEvents.map((event) => ({ kind: event.split(':')[0], of: event.slice(event.indexOf(':') + 1) })),
);

/** Keys that VS Code sets itself, as far as the manifest asks for them. */
const keysOfVSCode = ['activeWebviewPanelId', 'editorLangId', 'editorTextFocus', 'resourceLangId', 'view'];

describe('The commands of the manifest', () => {
  it('are those of commandIds.ts, whose type makes the table of actions have each', () => {
    assert.deepEqual(sorted(commands), sorted(Object.values(commandIds)));
  });

  it('are called in commandIds.ts as in the manifest', () => {
    for (const [name, id] of Object.entries(commandIds)) {
      assert.equal(id, `leverageRecord.${name}`);
    }
  });

  it('are registered in one place only', () => {
    const callers = filesUnder('src', '.ts').filter((path) =>
      textOf(path).includes('commands.registerCommand('),
    );
    assert.deepEqual(callers, ['src/editor/actions/registerCommands.ts']);
  });

  for (const { command, title, category, icon } of contributes.commands) {
    it(`have a category, a title in Title Case and a codicon if any: ${command}`, () => {
      assert.equal(category, 'Leverage Record');
      assert.match(title, /^[A-Z][a-z]+( [A-Z][a-z]+| (to|from|in|with))*$/);
      assert.match(icon ?? '$(add)', /^\$\([a-z-]+\)$/);
    });
  }

  it('are hidden in the palette exactly while they are disabled', () => {
    const hidden = (contributes.menus['commandPalette'] ?? []).map(({ command, when }) => [command, when]);
    const disabled = contributes.commands
      .filter(({ enablement }) => enablement !== undefined)
      .map(({ command, enablement }) => [command, enablement]);
    assert.deepEqual(hidden, disabled);
  });

  it('are the only ones that menus, keys and the walkthrough lead to', () => {
    const linked = steps.flatMap(({ description }) =>
      [...description.matchAll(/\(command:([^)]+)\)/g)].map(([, id]) => id ?? ''),
    );
    const completing = completions.filter(({ kind }) => kind === 'onCommand').map(({ of }) => of);
    const used = [...Object.values(contributes.menus).flat(), ...contributes.keybindings].map(
      ({ command }) => command,
    );
    assert.ok(linked.length >= 3 && completing.length > 0 && used.length > 10);
    for (const id of [...linked, ...completing, ...used]) {
      assert.ok(commands.includes(id), `${id} is no command`);
    }
  });
});

describe('The walkthrough of the manifest', () => {
  it('has at most six steps, each completed by success, not by an attempt', () => {
    assert.ok(steps.length >= 1 && steps.length <= 6);
    assert.ok(completions.every(({ kind }) => kind === 'onCommand' || kind === 'onContext'));
    for (const command of ['leverageRecord.startTask', 'leverageRecord.closeTask']) {
      assert.ok(!completions.some(({ of }) => of === command), `${command} may be left with Escape`);
    }
  });
});

describe('The conditions of the manifest', () => {
  it('ask only for keys that the code or VS Code sets, and the code sets no other', () => {
    const conditions = [
      ...contributes.commands.map(({ enablement }) => enablement),
      ...Object.values(contributes.menus).flatMap((items) => items.map(({ when }) => when)),
      ...contributes.keybindings.map(({ when }) => when),
      ...completions.filter(({ kind }) => kind === 'onContext').map(({ of }) => of),
    ];
    const asked = new Set(
      conditions.flatMap((condition = '') =>
        condition.split(/&&|\|\|/).flatMap(
          (part) =>
            part
              .trim()
              .replace(/^!/, '')
              .split(/\s*==\s*/)[0] || [],
        ),
      ),
    );
    const ours = [...asked].filter((key) => key.startsWith('leverageRecord.'));
    const theirs = [...asked].filter((key) => !key.startsWith('leverageRecord.'));
    assert.deepEqual(sorted(ours), sorted(keysOfContextKeys()));
    assert.deepEqual(sorted(theirs), keysOfVSCode);
  });
});

describe('The settings of the manifest', () => {
  it('are each read, and each setting that is read is there', () => {
    const source = textOf('src/editor/settings.ts');
    const read = [...source.matchAll(/\bread\(\s*'([\w.]+)'/g)].map(([, key]) => `leverageRecord.${key}`);
    assert.deepEqual(sorted(settings.map(([key]) => key)), sorted(read));
  });

  it('are read in settings.ts only', () => {
    const readers = filesUnder('src', '.ts').filter((path) => textOf(path).includes('getConfiguration('));
    assert.deepEqual(readers, ['src/editor/settings.ts']);
  });

  for (const [key, setting] of settings) {
    it(`have an explanation, a default, a scope and bounds: ${key}`, () => {
      assert.ok(setting.description ?? setting.markdownDescription);
      assert.notEqual(setting.default, undefined);
      assert.match(setting.scope, /^(application|window)$/);
      assert.equal(setting.enum?.length, setting.enumDescriptions?.length);
      if (setting.type === 'number') {
        assert.ok(typeof setting.default === 'number' && setting.minimum !== undefined);
        assert.ok(setting.minimum <= setting.default && setting.default <= (setting.maximum ?? 0));
      }
      const links = [...(setting.markdownDescription ?? '').matchAll(/#(leverageRecord\.\w+)#/g)];
      for (const [, linked] of links) {
        assert.ok(settings.some(([each]) => each === linked));
      }
    });
  }
});

describe('The ids of the manifest', () => {
  it('of views are those of the code', () => {
    const views = Object.values(contributes.views).flat();
    assert.deepEqual(
      views.map(({ id }) => id),
      ['leverageRecord.report'],
    );
    assert.ok(editorSources.includes(`reportViewId = 'leverageRecord.report'`));
    assert.deepEqual(
      Object.keys(contributes.views),
      contributes.viewsContainers.activitybar.map(({ id }) => id),
    );
  });

  it('of the panels are those of the code, so that a reload brings them back', () => {
    const panels = [...editorSources.matchAll(/ViewType = '([^']+)'/g)].map(
      ([, id]) => `onWebviewPanel:${id}`,
    );
    assert.deepEqual(manifest.activationEvents, ['onStartupFinished', ...panels]);
  });

  it('of the languages are those of the code, the grammars and the defaults', () => {
    const ids = contributes.languages.map(({ id }) => id);
    assert.deepEqual(ids, ['leverage-prompt', 'leverage-prose']);
    assert.ok(editorSources.includes(`promptLanguage = '${ids[0]}'`));
    assert.ok(editorSources.includes(`proseLanguage = '${ids[1]}'`));
    assert.deepEqual(
      contributes.grammars.map((grammar) => grammar.language),
      ids,
    );
    assert.deepEqual(
      Object.keys(contributes.configurationDefaults),
      ids.map((id) => `[${id}]`),
    );
  });

  it('of the walkthrough are those of the code', () => {
    assert.equal(contributes.walkthroughs.length, 1);
    assert.ok(editorSources.includes(`#${contributes.walkthroughs[0]?.id}`));
    assert.ok(steps.length <= 6);
  });
});

describe('The files that the manifest and the README name', () => {
  const named = [
    manifest.icon,
    ...contributes.viewsContainers.activitybar.map(({ icon }) => icon),
    ...Object.values(contributes.views).flatMap((views) => views.map(({ icon }) => icon)),
    ...contributes.languages.map(({ configuration }) => configuration),
    ...contributes.grammars.map(({ path }) => path),
    ...steps.map(({ media }) => media.svg),
    ...[...textOf('README.md').matchAll(/!\[[^\]]+\]\(([^)]+)\)/g)].flatMap(([, path]) => path ?? []),
  ].map((path) => path.replace(/^\.\//, ''));

  it('exist, and media holds nothing that neither they nor the code names', () => {
    for (const path of named) {
      assert.ok(existsSync(join(projectRoot, path)), `${path} is missing`);
    }
    const unnamed = filesUnder('media', '').filter((path) => !named.includes(path));
    const forNothing = unnamed.filter((path) => !editorSources.includes(`'${path.replace('media/', '')}'`));
    assert.deepEqual(forNothing, []);
  });

  it('draw the walkthrough in the colours of the theme only', () => {
    for (const { media } of steps) {
      const colours = [...textOf(media.svg).matchAll(/(?:fill|stroke)="([^"]+)"/g)].map(
        ([, colour]) => colour,
      );
      assert.ok(colours.length > 0);
      for (const colour of colours) {
        assert.match(colour ?? '', /^(none|var\(--vscode-[a-zA-Z-]+\))$/, media.svg);
      }
    }
  });

  it('give the grammar its declared scope, on top of Markdown', () => {
    const [grammar] = contributes.grammars;
    const { scopeName, patterns } = JSON.parse(textOf(grammar?.path ?? ''));
    assert.equal(scopeName, grammar?.scopeName);
    assert.deepEqual(patterns, [{ include: 'text.html.markdown' }]);
  });
});

describe('The script that runs after uninstalling', () => {
  it('is one that the build makes, with what it is made of', () => {
    const { scripts } = z
      .object({ scripts: z.record(z.string(), z.string()) })
      .parse(JSON.parse(textOf('package.json')));
    // VS Code splits at spaces, and runs nothing but `node` and a file of the extension.
    assert.equal(scripts['vscode:uninstall'], 'node ./dist/uninstalled.js');
    const [, source = ''] = /uninstalled: '([^']+)'/.exec(textOf('esbuild.mjs')) ?? [];
    assert.ok(existsSync(join(projectRoot, source)), source);
  });
});

/** Read as text: contextKeys.ts imports VS Code, which is not here. */
function keysOfContextKeys(): string[] {
  const list = /contextKeys = \[([^\]]+)\]/.exec(textOf('src/editor/contextKeys.ts'))?.[1] ?? '';
  return [...list.matchAll(/'(\w+)'/g)].map(([, key]) => `leverageRecord.${key}`);
}

function sorted(texts: Iterable<string>): string[] {
  return [...texts].sort();
}

// @ts-check
// Runs test/integration with mocha inside the extension host of a real VS Code.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { NextStepError, runScript } from './vscode/nextStepError.mjs';
import { ensureRealVSCode } from './vscode/realVSCode.mjs';

const root = path.resolve(import.meta.dirname, '..');
const built = path.join(root, 'out/integration');

await runScript(async () => {
  await bundleTests();
  const vscode = await ensureRealVSCode();
  const temporary = fs.mkdtempSync(path.join(os.tmpdir(), 'integration-'));
  const workspace = path.join(temporary, 'workspace');
  fs.mkdirSync(workspace);
  execFileSync('git', ['init', '--quiet', workspace]);
  const extensions = path.join(temporary, 'extensions');
  fs.cpSync(path.join(root, 'test/fixtures/fake-models'), path.join(extensions, 'test.fake-models-1.0.0'), {
    recursive: true,
  });
  try {
    await runTests({
      vscodeExecutablePath: vscode.executable,
      extensionDevelopmentPath: root,
      extensionTestsPath: path.join(built, 'runMocha.js'),
      launchArgs: [
        workspace,
        `--user-data-dir=${path.join(temporary, 'user-data')}`,
        `--extensions-dir=${extensions}`,
      ],
      extensionTestsEnv: { ...vscode.env, INTEGRATION_TESTS: process.argv.slice(2).join(' ') },
    });
  } catch {
    // The failing tests are on the terminal already.
    throw new NextStepError('The integration tests failed.');
  } finally {
    vscode.dispose();
    fs.rmSync(temporary, { recursive: true, force: true, maxRetries: 5 });
  }
});

async function bundleTests() {
  const folder = path.join(root, 'test/integration');
  const tests = fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts'));
  fs.rmSync(built, { recursive: true, force: true });
  await build({
    entryPoints: ['runMocha.ts', ...tests].map((file) => path.join(folder, file)),
    outdir: built,
    outbase: folder,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    sourcemap: 'inline',
    external: ['vscode', 'mocha'],
  });
}

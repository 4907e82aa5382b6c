import fs from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';

/** VS Code calls this in its extension host and ends with an error when it rejects. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'bdd', timeout: 20_000, color: false, reporter: 'spec' });
  const only = process.env['INTEGRATION_TESTS'] ?? '';
  for (const file of fs.readdirSync(__dirname, { recursive: true, encoding: 'utf8' })) {
    if (file.endsWith('.test.js') && file.includes(only)) {
      mocha.addFile(path.join(__dirname, file));
    }
  }
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) {
    throw new Error(`${failures} integration ${failures === 1 ? 'test' : 'tests'} failed.`);
  }
}

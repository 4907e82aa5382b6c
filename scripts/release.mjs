// @ts-check
// Makes what a release consists of: the VSIX, its checksum and its software bill of materials, in out/release.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { packExtension } from './packExtension.mjs';
import { auditBundled } from './release/auditBundled.mjs';
import { softwareBill } from './release/softwareBill.mjs';
import { NextStepError, runScript } from './vscode/nextStepError.mjs';

const root = path.resolve(import.meta.dirname, '..');
const folder = path.join(root, 'out/release');

await runScript(async () => {
  const packed = await packExtension();
  const product = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'));
  /** @type {readonly import('./release/bundledPackages.mjs').BundledPackage[]} */
  const bundled = JSON.parse(fs.readFileSync(path.join(root, 'out/bundledPackages.json'), 'utf8'));
  if (!process.argv.includes('--no-audit')) {
    const found = auditBundled(
      root,
      bundled.map(({ name }) => name),
    );
    if (found.length > 0) {
      throw new NextStepError(
        `Bundled packages have known vulnerabilities. Update them first:\n${found.join('\n')}`,
      );
    }
  }
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  const name = `${product.name}-${product.version}`;
  const vsix = path.join(folder, `${name}.vsix`);
  fs.copyFileSync(packed, vsix);
  const digest = createHash('sha256').update(fs.readFileSync(vsix)).digest('hex');
  fs.writeFileSync(`${vsix}.sha256`, `${digest}  ${name}.vsix\n`);
  const bill = JSON.stringify(softwareBill(product, bundled), undefined, 2);
  fs.writeFileSync(path.join(folder, `${name}.cdx.json`), `${bill}\n`);
  console.log(`${fs.readdirSync(folder).join('\n')}\nin ${folder}`);
});

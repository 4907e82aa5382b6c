// Writes what agents read from its source: SKILL.md, and the words and schemas of the language model tools in
// package.json: npm run agent-texts.
import fs from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { format, resolveConfig } from 'prettier';

const root = path.resolve(import.meta.dirname, '..');
const { agentSkill, agentSkillName, agentTools, inputSchemaOf } = await sources(`
  export * from './src/core/proposal/agentSkill';
  export * from './src/core/proposal/agentTools';
`);

const folder = path.join(root, 'skills', agentSkillName);
fs.mkdirSync(folder, { recursive: true });
fs.writeFileSync(path.join(folder, 'SKILL.md'), agentSkill);

const file = path.join(root, 'package.json');
const manifest = JSON.parse(fs.readFileSync(file, 'utf8'));
for (const tool of manifest.contributes.languageModelTools) {
  const name = tool.toolReferenceName.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  tool.modelDescription = agentTools[name].description;
  tool.inputSchema = inputSchemaOf(name);
}
const text = JSON.stringify(manifest, undefined, 2);
fs.writeFileSync(file, await format(text, { ...(await resolveConfig(file)), filepath: file }));

/** @param {string} contents a module of the project's root */
async function sources(contents) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: root, loader: 'ts' },
    bundle: true,
    format: 'esm',
    write: false,
  });
  const code = Buffer.from(outputFiles[0].contents).toString('base64');
  return import(`data:text/javascript;base64,${code}`);
}

// Writes skills/…/SKILL.md from its source: npm run skill.
import fs from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

const root = path.resolve(import.meta.dirname, '..');

const { outputFiles } = await build({
  absWorkingDir: root,
  entryPoints: ['src/core/proposal/agentSkill.ts'],
  bundle: true,
  format: 'esm',
  write: false,
});
const code = Buffer.from(outputFiles[0].contents).toString('base64');
const { agentSkill, agentSkillName } = await import(`data:text/javascript;base64,${code}`);
const folder = path.join(root, 'skills', agentSkillName);
fs.mkdirSync(folder, { recursive: true });
fs.writeFileSync(path.join(folder, 'SKILL.md'), agentSkill);

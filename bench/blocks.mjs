// @ts-check
// Measures blocks of the event loop in the extension host (blocks.ts).
import { runScript } from '../scripts/vscode/nextStepError.mjs';
import { measureInVSCode } from './inVSCode.mjs';

await runScript(() => measureInVSCode('blocks.js'));

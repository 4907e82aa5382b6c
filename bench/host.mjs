// @ts-check
// Measures starts and keystrokes in the extension host (host.ts).
import { runScript } from '../scripts/vscode/nextStepError.mjs';
import { measureInVSCode } from './inVSCode.mjs';

await runScript(() => measureInVSCode('host.js'));

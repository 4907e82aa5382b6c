// @ts-check
// Exports the texts of the sources to l10n/bundle.l10n.json, from which translations are made.
import fs from 'node:fs';
import path from 'node:path';
import { exportedTexts } from './l10n/exportedTexts.mjs';

const root = path.resolve(import.meta.dirname, '..');
fs.writeFileSync(path.join(root, 'l10n/bundle.l10n.json'), await exportedTexts(root));

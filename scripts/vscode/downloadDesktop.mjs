// @ts-check
// Downloads desktop VS Code and prints where it is. A program of its own, so that an attempt without a
// network can be given up by ending it.
import path from 'node:path';
import { downloadAndUnzipVSCode } from '@vscode/test-electron';

const version = process.argv[2] ?? 'stable';
const executable = await downloadAndUnzipVSCode({
  version,
  cachePath: path.resolve(import.meta.dirname, '../../.vscode-test'),
  reporter: {
    report: (progress) => console.log(progress.stage),
    error: (error) => console.log('failed', error),
  },
});
console.log(`executable ${executable}`);

import fs from 'node:fs';
import path from 'node:path';
import { openWorkbenches } from './workbench';

const tailLines = 40;

/** Mocha calls these: a failure is photographed while its windows are open; what is left open is closed. */
export const mochaHooks = {
  async afterEach(this: Mocha.Context): Promise<void> {
    const journey = this.currentTest;
    if (journey?.state !== 'failed') {
      return;
    }
    for (const [index, workbench] of [...openWorkbenches].entries()) {
      await workbench.screenshot(`failed ${journey.title} ${index}`.replace(/[^\w]+/g, '-')).catch(() => {});
      console.log(extensionHostLog(workbench.profile.userData));
    }
  },

  async afterAll(): Promise<void> {
    for (const workbench of openWorkbenches) {
      await workbench.close();
    }
  },
};

/** The end of each log of the extension host that concerns the extension. */
function extensionHostLog(userData: string): string {
  const logs = path.join(userData, 'logs');
  if (!fs.existsSync(logs)) {
    return 'There is no extension host log.';
  }
  return fs
    .readdirSync(logs, { recursive: true, encoding: 'utf8' })
    .filter((file) => /(remoteexthost|exthost)\.log$|Leverage Record\.log$/.test(file))
    .map((file) => {
      const lines = fs.readFileSync(path.join(logs, file), 'utf8').trimEnd().split('\n');
      return `--- ${file}\n${lines.slice(-tailLines).join('\n')}`;
    })
    .join('\n');
}

import { hostLogs } from './hostLog';
import type { Profile } from './profile';
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
      console.log(endsOfLogs(workbench.profile));
    }
  },

  async afterAll(): Promise<void> {
    for (const workbench of openWorkbenches) {
      await workbench.close();
    }
  },
};

/** The end of each log of the extension host that concerns the extension. */
function endsOfLogs(profile: Profile): string {
  return hostLogs(profile)
    .map(({ file, lines }) => `--- ${file}\n${lines.slice(-tailLines).join('\n')}`)
    .join('\n');
}

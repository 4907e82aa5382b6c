import { createHash } from 'node:crypto';
import type { AgentFile } from './agentFile';

/** Stands in every file that is ours as a whole. */
const mark = 'Written by Leverage Record';

/** Says so in the file, and how it goes away. */
export const ownFileRemark = `${mark}; “Leverage Record: Disconnect Agents” removes this file.`;

/** A file with this text, where the user has none of their own. @param text holds `ownFileRemark` */
export function ownFile(path: string, text: string): AgentFile {
  return {
    path,
    isOurs: true,
    with: (before) =>
      before === undefined || before.includes(mark)
        ? { text, added: [ownDigest(text)], taken: false }
        : { text: before, added: [], taken: true },
    without: (before) => (before?.includes(mark) === true ? undefined : before),
  };
}

/** Tells whether a file of ours is still as it was written. */
export function ownDigest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

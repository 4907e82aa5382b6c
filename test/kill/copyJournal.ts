import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** As file synchronisers do it: whole files, under another name first, where the copy there is missing or shorter. */
export function copyJournal(from: string, to: string): void {
  const journal = join(from, 'journal');
  for (const month of existsSync(journal) ? readdirSync(journal) : []) {
    mkdirSync(join(to, 'journal', month), { recursive: true });
    for (const name of readdirSync(join(journal, month)).filter((each) => each.endsWith('.jsonl'))) {
      const [source, target] = [join(journal, month, name), join(to, 'journal', month, name)];
      if (statSync(source).size > (statSync(target, { throwIfNoEntry: false })?.size ?? -1)) {
        const temporary = `${target}.${process.pid}.part`;
        copyFileSync(source, temporary);
        renameSync(temporary, target);
      }
    }
  }
}

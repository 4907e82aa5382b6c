import type { StoreProblem } from '../../core/record/storeProblem';
import { problemLine } from '../../core/record/problemText';
import { english } from '../../core/texts/texts';

const shownLimit = 200;

/**
 * Problems found in the files. Each is reported once, and a limited number per file if all of it is rubbish. What
 * can't be read is reported until it can be.
 */
export class Problems {
  readonly #unreadable = new Map<string, StoreProblem>();
  /** Those found in the current check. */
  readonly #foundUnreadable = new Set<string>();
  readonly #byKey = new Map<string, StoreProblem>();
  #unshown = 0;

  /** @returns whether it is new. */
  add(problem: StoreProblem): boolean {
    const key = keyOf(problem);
    if (this.#byKey.has(key)) {
      return false;
    }
    if (this.#byKey.size >= shownLimit) {
      this.#unshown += 1;
    } else {
      this.#byKey.set(key, problem);
    }
    return true;
  }

  /** Withdraws a problem that is solved. @returns whether it had been reported. */
  remove(problem: StoreProblem): boolean {
    return this.#byKey.delete(keyOf(problem));
  }

  /** Replaces the previous problem of the same file or folder. */
  addUnreadable(problem: StoreProblem): void {
    this.#unreadable.set(problem.file, { ...problem, unreadable: true });
    this.#foundUnreadable.add(problem.file);
  }

  /** Ends a check of all folders, or of these: whatever wasn't found unreadable again is readable, or gone. */
  endLook(folders?: readonly string[]): void {
    for (const file of this.#unreadable.keys()) {
      const isWithin = folders?.some((folder) => `${file}/`.startsWith(`${folder}/`)) ?? true;
      if (isWithin && !this.#foundUnreadable.has(file)) {
        this.#unreadable.delete(file);
      }
    }
    this.#foundUnreadable.clear();
  }

  list(): readonly StoreProblem[] {
    return this.#limited([...this.#unreadable.values(), ...this.#byKey.values()]);
  }

  /** Without what can't be read right now. */
  lasting(): readonly StoreProblem[] {
    return this.#limited([...this.#byKey.values()]);
  }

  #limited(problems: readonly StoreProblem[]): readonly StoreProblem[] {
    const shown = problems.slice(0, shownLimit);
    const more = problems.length - shown.length + this.#unshown;
    return more > 0
      ? [...shown, { file: 'journal', problem: { kind: 'furtherDamage', count: more } }]
      : shown;
  }
}

/** The same for problems that read the same. */
function keyOf(problem: StoreProblem): string {
  return problemLine(problem, english);
}

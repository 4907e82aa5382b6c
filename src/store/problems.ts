import type { StoreProblem } from '../core/record/recordStore';

const shownLimit = 200;

/**
 * What was found wrong in the files: each said once, and not without end where a whole file is rubbish. What can't be
 * read is said until it can be.
 */
export class Problems {
  readonly #unreadable = new Map<string, StoreProblem>();
  /** Those found in the look that goes on. */
  readonly #foundUnreadable = new Set<string>();
  readonly #byText = new Map<string, StoreProblem>();
  #unshown = 0;

  /** @returns whether it is new. */
  add(problem: StoreProblem): boolean {
    const text = `${problem.file}\n${problem.message}`;
    if (this.#byText.has(text)) {
      return false;
    }
    if (this.#byText.size >= shownLimit) {
      this.#unshown += 1;
    } else {
      this.#byText.set(text, problem);
    }
    return true;
  }

  /** Takes one back that has turned out well. @returns whether it had been said. */
  remove(problem: StoreProblem): boolean {
    return this.#byText.delete(`${problem.file}\n${problem.message}`);
  }

  /** Replaces what was said of the same file or folder. */
  addUnreadable(problem: StoreProblem): void {
    this.#unreadable.set(problem.file, { ...problem, unreadable: true });
    this.#foundUnreadable.add(problem.file);
  }

  /** Ends a look at all, or at these folders: what was not found unreadable anew can be read, or is gone. */
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
    return this.#limited([...this.#unreadable.values(), ...this.#byText.values()]);
  }

  /** Without what can't be read right now. */
  lasting(): readonly StoreProblem[] {
    return this.#limited([...this.#byText.values()]);
  }

  #limited(problems: readonly StoreProblem[]): readonly StoreProblem[] {
    const shown = problems.slice(0, shownLimit);
    const more = problems.length - shown.length + this.#unshown;
    return more > 0 ? [...shown, { file: 'journal', message: `${more} more places are damaged.` }] : shown;
  }
}

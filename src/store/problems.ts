import type { StoreProblem } from '../core/recordStore';

const shownLimit = 200;

/** What was found wrong in the files: each said once, and not without end where a whole file is rubbish. */
export class Problems {
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

  list(): readonly StoreProblem[] {
    const more = { file: 'journal', message: `${this.#unshown} more places are damaged.` };
    return this.#unshown > 0 ? [...this.#byText.values(), more] : [...this.#byText.values()];
  }
}

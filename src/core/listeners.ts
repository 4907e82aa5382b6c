import type { Disposable } from './ports';

/** The listeners of something that happens more than once. */
export class Listeners<T = void> {
  private readonly all = new Set<{ readonly listener: (value: T) => void }>();

  /** Each call adds one more, even for a listener that is there already. */
  add(listener: (value: T) => void): Disposable {
    const added = { listener };
    this.all.add(added);
    return { dispose: () => void this.all.delete(added) };
  }

  /**
   * Calls all of them, even if one throws.
   * @throws their errors, once all have been called
   */
  tell(value: T): void {
    const errors: unknown[] = [];
    for (const { listener } of this.all) {
      try {
        listener(value);
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) {
      throw errors.length === 1 ? errors[0] : new AggregateError(errors, 'Several listeners failed.');
    }
  }

  clear(): void {
    this.all.clear();
  }
}

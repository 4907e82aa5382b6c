interface Selectable {
  /** As sorted. */
  readonly rows: readonly { readonly id: string }[];
  /** Ids of the selected ones. */
  readonly selected: readonly string[];
  /** The row that has the keyboard. */
  readonly focused: string | undefined;
}

/** How rows are selected: as in VS Code's lists. */
export class RowSelection {
  /** Where a range begins, once a click or a key has selected something. */
  private anchor: string | undefined;

  constructor(
    private readonly now: () => Selectable,
    private readonly select: (ids: readonly string[]) => void,
  ) {}

  /** The click that a row got selects it alone, adds it, or goes up to it. */
  click(event: MouseEvent, id: string): void {
    if (event.shiftKey) {
      this.selectTo(id, this.now().focused ?? id);
    } else if (event.ctrlKey || event.metaKey) {
      this.toggle(id);
    } else {
      this.anchor = id;
      this.select([id]);
    }
  }

  /**
   * @param from the row in which the key was pressed @param to the one it leads to
   * @returns whether it is a key that selects
   */
  press(event: KeyboardEvent, from: string, to: string | undefined): boolean {
    const { rows, selected } = this.now();
    if (event.shiftKey && to !== undefined && to !== from) {
      this.selectTo(to, from);
    } else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'a') {
      this.select(rows.map(({ id }) => id));
    } else if (event.key === 'Escape' && selected.length > 0) {
      this.select([]);
    } else if (event.key === ' ') {
      this.toggle(from);
    } else {
      return false;
    }
    return true;
  }

  /** The keyboard went on without selecting, so the next range begins where it is. */
  goOn(): void {
    this.anchor = undefined;
  }

  private toggle(id: string): void {
    const { selected } = this.now();
    this.anchor = id;
    this.select(selected.includes(id) ? selected.filter((each) => each !== id) : [...selected, id]);
  }

  private selectTo(id: string, start: string): void {
    const ids = this.now().rows.map((row) => row.id);
    this.anchor = this.anchor !== undefined && ids.includes(this.anchor) ? this.anchor : start;
    const [from = 0, to = 0] = [ids.indexOf(this.anchor), ids.indexOf(id)].sort((a, b) => a - b);
    this.select(ids.slice(from, to + 1));
  }
}

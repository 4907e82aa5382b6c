const none = -1;
const leastSlots = 1_024;

/** Numbers by hash, without an object per entry: a large history has half a million of them. */
export class HashTable {
  private keys = new Float64Array(leastSlots);
  private values = new Int32Array(leastSlots).fill(none);
  private size = 0;

  /**
   * @param key as `hash53` makes it
   * @param value not negative
   * @returns the value that the key was first added with: `value` itself if the key is new
   */
  first(key: number, value: number): number {
    const slot = this.slotOf(key);
    const known = this.values[slot] ?? none;
    if (known !== none) {
      return known;
    }
    this.keys[slot] = key;
    this.values[slot] = value;
    this.size += 1;
    // At most half full, so that a search soon reaches an empty slot.
    if (this.size * 2 > this.keys.length) {
      this.grow();
    }
    return value;
  }

  /** The key's own slot, or the empty one that it belongs in. */
  private slotOf(key: number): number {
    const mask = this.keys.length - 1;
    let slot = key & mask;
    while (this.values[slot] !== none && this.keys[slot] !== key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private grow(): void {
    const { keys, values } = this;
    this.keys = new Float64Array(keys.length * 2);
    this.values = new Int32Array(values.length * 2).fill(none);
    values.forEach((value, old) => {
      if (value !== none) {
        const key = keys[old] ?? 0;
        const slot = this.slotOf(key);
        this.keys[slot] = key;
        this.values[slot] = value;
      }
    });
  }
}

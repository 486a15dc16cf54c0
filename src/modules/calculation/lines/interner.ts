/** Values made from bytes that come again and again: the same bytes give the same value, decoded and made once. */
export class Interner<T> {
  private readonly slots: Int32Array;
  private readonly hashes: Int32Array;
  private readonly keys: Buffer[] = [];
  private readonly values: T[] = [];

  /** `most`: how many different values are kept; beyond that each is made anew. A power of two, twice that many slots are laid out. */
  constructor(
    private readonly make: (text: string) => T,
    private readonly most = 65_536,
  ) {
    this.slots = new Int32Array(most * 2).fill(-1);
    this.hashes = new Int32Array(most * 2);
  }

  get(bytes: Buffer, start: number, end: number): T {
    let hash = 0x811c9dc5;
    for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
    const mask = this.slots.length - 1;
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (let index = this.slots[slot] ?? -1; index >= 0; index = this.slots[slot] ?? -1) {
      if (this.hashes[slot] === hash && this.isKey(index, bytes, { start, end }))
        return this.values[index] as T;
      slot = (slot + 1) & mask;
    }
    const value = this.make(bytes.toString('utf8', start, end));
    if (this.values.length < this.most)
      this.keep(slot, hash, { key: Buffer.from(bytes.subarray(start, end)), value });
    return value;
  }

  private keep(slot: number, hash: number, { key, value }: { key: Buffer; value: T }): void {
    this.slots[slot] = this.values.length;
    this.hashes[slot] = hash;
    this.keys.push(key);
    this.values.push(value);
  }

  private isKey(index: number, bytes: Buffer, { start, end }: { start: number; end: number }): boolean {
    const key = this.keys[index];
    if (key?.length !== end - start) return false;
    for (let at = 0; at < key.length; at += 1) if (key[at] !== bytes[start + at]) return false;
    return true;
  }
}

import type { Found } from './page-answers';

/** An index by id with word-prefix search, in insertion order. */
export class Directory<T> {
  private readonly entries: T[] = [];
  private readonly texts: string[] = [];
  private readonly places = new Map<string, number>();

  get size(): number {
    return this.entries.length;
  }

  /**
   * Adds an entry, or replaces the entry with the same id in place.
   *
   * @param words text in which to search, besides the id
   */
  add(id: string, entry: T, ...words: readonly string[]): void {
    this.put(id, entry, ` ${wordsOf([...words, id].join(' ')).join(' ')}`);
  }

  get(id: string): T | undefined {
    return this.entries[this.places.get(id) ?? -1];
  }

  has(id: string): boolean {
    return this.places.has(id);
  }

  /** A directory with these entries, followed by entries for further ids. Known ids are unchanged. */
  and(ids: Iterable<string>, entryOf: (id: string) => T): Directory<T> {
    const all = new Directory<T>();
    for (const [id, place] of this.places) all.put(id, this.entries[place], this.texts[place]);
    for (const id of ids) if (!this.has(id)) all.add(id, entryOf(id));
    return all;
  }

  /** All entries, in insertion order. */
  all(): readonly T[] {
    return this.entries;
  }

  /** Entries that, for each word of the query, have a word with that prefix; all entries if the query is empty. */
  search(query: string, limit: number): Found<T> {
    const words = wordsOf(query);
    const first: T[] = [];
    let total = 0;
    for (let at = 0; at < this.texts.length; at++) {
      if (!words.every((word) => this.texts[at].includes(` ${word}`))) continue;
      if (total++ < limit) first.push(this.entries[at]);
    }
    return { total, first };
  }

  private put(id: string, entry: T, text: string): void {
    const place = this.places.get(id) ?? this.entries.length;
    this.places.set(id, place);
    this.entries[place] = entry;
    this.texts[place] = text;
  }
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

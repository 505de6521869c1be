import type { Found } from '../../domain/page-api';

/** Things that are looked up by id and searched by words, in the order in which they came. */
export class Directory<T> {
  private readonly entries: T[] = [];
  private readonly texts: string[] = [];
  private readonly places = new Map<string, number>();

  get size(): number {
    return this.entries.length;
  }

  /**
   * Takes the place of what has had that id.
   *
   * @param words what a search looks through, besides the id
   */
  add(id: string, entry: T, ...words: readonly string[]): void {
    const place = this.places.get(id) ?? this.entries.length;
    this.places.set(id, place);
    this.entries[place] = entry;
    this.texts[place] = ` ${wordsOf([...words, id].join(' ')).join(' ')}`;
  }

  get(id: string): T | undefined {
    return this.entries[this.places.get(id) ?? -1];
  }

  /** Those of which each word of the query is a word or begins one; all for an empty query. */
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
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

import { SIMILAR, type Constants } from './constants';
import { wordsOf } from './item-words';

/** An item as a catalogue describes it. */
export interface DescribedItem {
  readonly id: string;
  readonly name?: string;
  readonly description?: string;
  /** Values by column, such as `CATEGORY_L1`. Several values of a column are separated by `|`. */
  readonly categories?: Readonly<Record<string, string>>;
  /** Price. A missing price, and one of 0 or less, counts as none. */
  readonly price?: number;
}

/** Finds similar items in a catalogue. */
export interface SimilarItems {
  readonly size: number;
  /** The most similar items, best first; empty for an unknown item. */
  nearest(id: string, count: number): string[];
}

/** Maximum number of distinct terms read per item: categories, name, and the beginning of the description. */
const MAX_READ_TERMS = 64;

/** Maximum number of terms kept per item: the most distinctive ones. */
const MAX_TERMS = 32;

/** Maximum number of items read per term. If there are more, those with the nearest prices are read. */
const MAX_POSTINGS = 1_000;

/** Maximum number of items read per query. Those of its heaviest term come first. */
const MAX_LOOKED_AT = 8_000;

/** Number of candidates per requested item. The exact similarity is then computed for these, with all terms. */
const CANDIDATES = 2;

/**
 * Collects a catalogue, item by item. A later item with the same id replaces the earlier one. It keeps counts of
 * terms, not the texts.
 */
export class Catalogue {
  private readonly numbers = new Map<string, number>();
  /** Number of the latest row of each item. */
  private readonly rows = new Map<string, number>();
  private readonly counts = new VectorsBuilder();
  private readonly prices: number[] = [];

  constructor(private readonly constants: Constants<typeof SIMILAR> = SIMILAR) {}

  add({ id, name = '', description = '', categories = {}, price = 0 }: DescribedItem): void {
    const counts = new Map<number, number>();
    const count = (term: string, weight: number): void => {
      const number = this.numberOf(term);
      const known = counts.get(number);
      if (known !== undefined || counts.size < MAX_READ_TERMS) counts.set(number, (known ?? 0) + weight);
    };
    for (const [column, value] of Object.entries(categories))
      for (const category of value.split('|'))
        if (category.trim() !== '') count(`${column}=${category.trim()}`, this.constants.category);
    for (const word of wordsOf(name)) count(word, this.constants.name);
    for (const word of wordsOf(description)) count(word, 1);
    this.rows.set(id, this.prices.length);
    this.counts.add([...counts]);
    this.prices.push(price > 0 ? price : 0);
  }

  /**
   * Which items have a description like a given item's? With n_t,i the weighted occurrences of term t in item i (a
   * word of the name, and a category, count more than a word of the description), N the number of items, d_t the
   * number of those with the term, and p the price:
   *
   *     w_t,i = ln(1 + n_t,i) · ln(N / d_t)
   *     s_ij  = cos(w_i, w_j) · min(p_i / p_j, p_j / p_i)^γ
   *
   * Unless both have a price, the second factor is 1. Items without a common term are not similar. The result is
   * deterministic: ties go to the cheaper item, then by id, and the order of the catalogue does not matter.
   */
  similarItems(): SimilarItems {
    const { numbers, rows, counts, prices, constants } = this;
    // Items are numbered by price, so that those with the nearest prices are adjacent in the list of a term.
    const ids = [...rows.keys()].sort(
      (one, other) => prices[rows.get(one)!] - prices[rows.get(other)!] || (one < other ? -1 : 1),
    );
    const rowOf = Uint32Array.from(ids, (id) => rows.get(id)!);
    return new Neighbourhood(
      ids,
      Float64Array.from(rowOf, (row) => prices[row]),
      weightedVectors(counts.build(), rowOf, ranksOf(numbers)),
      numbers.size,
      constants.price,
    );
  }

  private numberOf(term: string): number {
    const known = this.numbers.get(term);
    if (known !== undefined) return known;
    this.numbers.set(term, this.numbers.size);
    return this.numbers.size - 1;
  }
}

/** Sparse vectors. Vector `i` has the terms and values from `starts[i]` to before `starts[i + 1]`. */
interface Vectors {
  readonly starts: Uint32Array;
  readonly terms: Uint32Array;
  readonly values: Float32Array;
}

/** Builds {@link Vectors} one after another. */
class VectorsBuilder {
  private starts = new Uint32Array(1024);
  private terms = new Uint32Array(1024);
  private values = new Float32Array(1024);
  private size = 0;

  add(vector: readonly (readonly [term: number, value: number])[]): void {
    const start = this.starts[this.size];
    const end = start + vector.length;
    if (end > this.terms.length) {
      this.terms = grown(this.terms, new Uint32Array(2 * end));
      this.values = grown(this.values, new Float32Array(2 * end));
    }
    vector.forEach(([term, value], at) => {
      this.terms[start + at] = term;
      this.values[start + at] = value;
    });
    this.size++;
    if (this.size === this.starts.length) this.starts = grown(this.starts, new Uint32Array(2 * this.size));
    this.starts[this.size] = end;
  }

  build(): Vectors {
    const { starts, terms, values, size } = this;
    const end = starts[size];
    return {
      starts: starts.subarray(0, size + 1),
      terms: terms.subarray(0, end),
      values: values.subarray(0, end),
    };
  }
}

function grown<Numbers extends Uint32Array | Float32Array>(from: Numbers, to: Numbers): Numbers {
  to.set(from);
  return to;
}

/** Rank of each term in the order of their texts. It makes sums independent of the order of the catalogue. */
function ranksOf(numbers: ReadonlyMap<string, number>): Uint32Array {
  const ranks = new Uint32Array(numbers.size);
  [...numbers.keys()].sort().forEach((term, rank) => (ranks[numbers.get(term)!] = rank));
  return ranks;
}

/** w of each item, normalized to length 1, the heaviest terms first. @param rowOf row with the counts of each item */
function weightedVectors(counts: Vectors, rowOf: Uint32Array, ranks: Uint32Array): Vectors {
  const { starts, terms, values } = counts;
  const items = new Uint32Array(ranks.length);
  for (const row of rowOf) for (let at = starts[row]; at < starts[row + 1]; at++) items[terms[at]]++;
  const weighted = new VectorsBuilder();
  for (const row of rowOf) {
    const all: [term: number, value: number][] = [];
    for (let at = starts[row]; at < starts[row + 1]; at++) {
      const inItems = items[terms[at]];
      // A term that only one item has, or that all have, distinguishes no items.
      if (inItems > 1 && inItems < rowOf.length)
        all.push([ranks[terms[at]], Math.log1p(values[at]) * Math.log(rowOf.length / inItems)]);
    }
    const best = all.sort(([one, a], [other, b]) => b - a || one - other).slice(0, MAX_TERMS);
    const norm = Math.sqrt(best.reduce((sum, [, value]) => sum + value * value, 0));
    weighted.add(best.map(([term, value]) => [term, value / norm]));
  }
  return weighted.build();
}

/** Finds neighbours with an inverted index that lists the items of each term, by price. */
class Neighbourhood implements SimilarItems {
  private readonly numbers: ReadonlyMap<string, number>;
  private readonly postingStarts: Uint32Array;
  private readonly postings: Uint32Array;
  private readonly postingValues: Float32Array;
  /** Scratch arrays, which each look-up reuses and clears: similarities by item, the item's own terms, and the items found. */
  private readonly sums: Float64Array;
  private readonly asked: Float32Array;
  private readonly found = new Uint32Array(MAX_LOOKED_AT);

  /** @param ids sorted by price */
  constructor(
    private readonly ids: readonly string[],
    private readonly prices: Float64Array,
    private readonly vectors: Vectors,
    termCount: number,
    private readonly priceExponent: number,
  ) {
    this.numbers = new Map(ids.map((id, number) => [id, number]));
    const { starts, terms, values } = vectors;
    const ends = new Uint32Array(termCount + 1);
    for (const term of terms) ends[term + 1]++;
    for (let term = 0; term < termCount; term++) ends[term + 1] += ends[term];
    this.postingStarts = ends.slice();
    this.postings = new Uint32Array(terms.length);
    this.postingValues = new Float32Array(terms.length);
    for (let item = 0; item < ids.length; item++)
      for (let at = starts[item]; at < starts[item + 1]; at++) {
        const place = ends[terms[at]]++;
        this.postings[place] = item;
        this.postingValues[place] = values[at];
      }
    this.sums = new Float64Array(ids.length);
    this.asked = new Float32Array(termCount);
  }

  get size(): number {
    return this.ids.length;
  }

  nearest(id: string, count: number): string[] {
    const item = this.numbers.get(id);
    if (item === undefined) return [];
    const { sums, asked } = this;
    const { terms, values, starts } = this.vectors;
    const size = this.addUp(item);
    // Items are numbered by price, so this sorts those with similar prices first.
    const likelyFirst = (one: number, other: number): number =>
      sums[other] - sums[one] || Math.abs(one - item) - Math.abs(other - item) || one - other;
    const candidates = best(this.found.subarray(0, size), CANDIDATES * count, likelyFirst);
    for (let at = starts[item]; at < starts[item + 1]; at++) asked[terms[at]] = values[at];
    for (const candidate of candidates) sums[candidate] = this.similarity(item, candidate);
    candidates.sort((one, other) => sums[other] - sums[one] || one - other);
    for (let at = starts[item]; at < starts[item + 1]; at++) asked[terms[at]] = 0;
    for (let at = 0; at < size; at++) sums[this.found[at]] = 0;
    return Array.from(candidates.subarray(0, count), (number) => this.ids[number]);
  }

  /** Sums the similarities of an item with the items that share its terms. @returns the number of items found */
  private addUp(item: number): number {
    const { postingStarts, postings, postingValues, sums, found, vectors } = this;
    let size = 0;
    let left = MAX_LOOKED_AT;
    for (let at = vectors.starts[item]; at < vectors.starts[item + 1] && left > 0; at++) {
      const [term, value] = [vectors.terms[at], vectors.values[at]];
      const most = Math.min(left, MAX_POSTINGS);
      const [first, end] = this.nearInPrice(item, postingStarts[term], postingStarts[term + 1], most);
      left -= end - first;
      for (let place = first; place < end; place++) {
        const other = postings[place];
        if (other === item) continue;
        if (sums[other] === 0) found[size++] = other;
        sums[other] += value * postingValues[place];
      }
    }
    return size;
  }

  /** The range of a term's items to read: all of them, or those with prices around the item's, which is one of them. */
  private nearInPrice(item: number, first: number, end: number, most: number): [number, number] {
    if (end - first <= most) return [first, end];
    let [low, high] = [first, end];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.postings[middle] < item) low = middle + 1;
      else high = middle;
    }
    const from = Math.min(Math.max(first, low - (most >>> 1)), end - most);
    return [from, from + most];
  }

  /** Similarity s of the given item and another. */
  private similarity(item: number, other: number): number {
    const { starts, terms, values } = this.vectors;
    let cosine = 0;
    for (let at = starts[other]; at < starts[other + 1]; at++) cosine += this.asked[terms[at]] * values[at];
    const [one, two] = [this.prices[item], this.prices[other]];
    return one > 0 && two > 0 ? cosine * Math.min(one / two, two / one) ** this.priceExponent : cosine;
  }
}

/** The first `count` numbers of a sort order, in arbitrary order. It uses a heap whose root is the last of them. */
function best(
  numbers: Uint32Array,
  count: number,
  bestFirst: (one: number, other: number) => number,
): Uint32Array {
  const heap = numbers.slice(0, count);
  const sink = (value: number, from: number): void => {
    let at = from;
    for (let child = 2 * at + 1; child < heap.length; child = 2 * at + 1) {
      if (child + 1 < heap.length && bestFirst(heap[child], heap[child + 1]) < 0) child++;
      if (bestFirst(value, heap[child]) >= 0) break;
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = value;
  };
  for (let at = (heap.length >>> 1) - 1; at >= 0; at--) sink(heap[at], at);
  for (let at = count; at < numbers.length; at++)
    if (bestFirst(numbers[at], heap[0]) < 0) sink(numbers[at], 0);
  return heap;
}

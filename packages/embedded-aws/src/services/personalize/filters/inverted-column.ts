import type { RecordValue } from '../data/record-table';
import { partsOf, type COMPARE } from './column-values';

/** Inverted index of one column: rows by value, a snapshot. Null has none. */
export class InvertedColumn {
  /** Position of each distinct value; numbers ascend. */
  private readonly places: ReadonlyMap<string | number, number>;
  /** Distinct values, if numeric. */
  private readonly numbers: Float64Array;
  /** Value `p` has the {@link rows} `[starts[p], starts[p + 1])`. */
  private readonly starts: Uint32Array;
  private readonly rows: Uint32Array;

  /** @param isCategorical - whether a text holds several values, separated by `|` */
  constructor(values: readonly RecordValue[], isCategorical: boolean) {
    const { codes, distinct } = encode(values);
    const parts = distinct.map((value) => partsOf(value, isCategorical));
    const found = [...new Set(parts.flat())];
    this.numbers = Float64Array.from(found.filter((value) => typeof value === 'number')).sort();
    const ordered = this.numbers.length > 0 ? [...this.numbers] : found;
    this.places = new Map(ordered.map((value, place) => [value, place]));

    const placesOfCode = parts.map((all) => all.map((value) => this.places.get(value)!));
    this.starts = new Uint32Array(ordered.length + 1);
    for (const code of codes) for (const place of placesOfCode[code]) this.starts[place + 1]++;
    for (let place = 0; place < ordered.length; place++) this.starts[place + 1] += this.starts[place];
    this.rows = new Uint32Array(this.starts[ordered.length]);
    const next = this.starts.slice();
    for (let row = 0; row < codes.length; row++)
      for (const place of placesOfCode[codes[row]]) this.rows[next[place]++] = row;
  }

  /** Rows with a value. */
  rowsOf(value: string | number): Uint32Array {
    const place = this.places.get(value);
    return place === undefined ? new Uint32Array() : this.slice(place, place + 1);
  }

  /** Rows whose number satisfies a comparison, in a numeric column. */
  rowsCompared(operator: keyof typeof COMPARE, bound: number): Uint32Array {
    switch (operator) {
      case '<':
      case '<=':
        return this.slice(0, this.placeOf(bound, operator === '<='));
      case '>':
      case '>=':
        return this.slice(this.placeOf(bound, operator === '>'), this.numbers.length);
    }
  }

  private slice(from: number, to: number): Uint32Array {
    return this.rows.subarray(this.starts[from], this.starts[to]);
  }

  /** Binary search: first position not below the bound or, with `after`, above it. */
  private placeOf(bound: number, after: boolean): number {
    let low = 0;
    let high = this.numbers.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const isBefore = after ? this.numbers[middle] <= bound : this.numbers[middle] < bound;
      if (isBefore) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Dictionary-encodes a column. */
function encode(values: readonly RecordValue[]): {
  readonly codes: Uint32Array;
  readonly distinct: readonly RecordValue[];
} {
  const codeOf = new Map<RecordValue, number>();
  const codes = Uint32Array.from(values, (value) => {
    let code = codeOf.get(value);
    if (code === undefined) codeOf.set(value, (code = codeOf.size));
    return code;
  });
  return { codes, distinct: [...codeOf.keys()] };
}

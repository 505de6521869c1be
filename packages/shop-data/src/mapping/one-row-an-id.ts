import type { FieldPlan } from './table-plan';

/** In order of their bytes in UTF-8, as SQL sorts. */
const inOrder = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** Values of one column of one id, and how often each occurs; one value alone needs no map. */
class Tally {
  private only: string | undefined;
  private counts: Map<string, number> | undefined;
  private total = 0;

  add(value: string): void {
    this.total++;
    if (this.counts) this.counts.set(value, (this.counts.get(value) ?? 0) + 1);
    else if (this.only === undefined) this.only = value;
    else if (this.only !== value)
      this.counts = new Map([
        [this.only, this.total - 1],
        [value, 1],
      ]);
  }

  /** The most frequent value; of equally frequent ones the first in order. */
  mostFrequent(): string {
    if (!this.counts) return this.only ?? '';
    let [best, most] = ['', 0];
    for (const [value, count] of this.counts)
      if (count > most || (count === most && inOrder(value, best) < 0)) [best, most] = [value, count];
    return best;
  }

  /** The median; of two in the middle the lower one, which occurred. */
  median(): string {
    if (!this.counts) return this.only ?? '';
    const sorted = [...this.counts].sort(([a], [b]) => Number(a) - Number(b) || inOrder(a, b));
    let rest = (this.total + 1) >> 1;
    for (const [value, count] of sorted) if ((rest -= count) <= 0) return value;
    return '';
  }
}

interface Known {
  readonly tallies: readonly Tally[];
  readonly file: string;
  readonly line: number;
}

/** A row, and where its id occurs first. */
export interface DerivedRow {
  readonly values: readonly string[];
  readonly file: string;
  readonly line: number;
}

/**
 * Makes one row of all records of an id: of each column the most frequent text or the median number. Memory grows with
 * the ids and with the distinct values of each.
 */
export class OneRowAnId {
  private readonly byId = new Map<string, Known>();

  /** @param fields - the id first */
  constructor(private readonly fields: readonly FieldPlan[]) {}

  add([id, ...values]: readonly string[], file: string, line: number): void {
    let known = this.byId.get(id);
    if (known === undefined) {
      known = { tallies: values.map(() => new Tally()), file, line };
      this.byId.set(id, known);
    }
    for (let at = 0; at < values.length; at++) if (values[at] !== '') known.tallies[at].add(values[at]);
  }

  /** The rows, in the order in which their ids occur first. */
  *rows(): Generator<DerivedRow> {
    const [, ...fields] = this.fields;
    for (const [id, { tallies, file, line }] of this.byId) {
      const values = tallies.map((tally, at) =>
        fields[at].isNumber ? tally.median() : tally.mostFrequent(),
      );
      yield { values: [id, ...values], file, line };
    }
  }
}

import type { FieldPlan } from './table-plan';

/** Compares strings by their UTF-8 bytes, as SQL sorts them. */
const inOrder = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** Chooses one of the values that a column has for one id. */
interface Choice {
  /** @param seconds - time of the record */
  add(value: string, seconds: number): void;
  /** The chosen value; empty if there was none. */
  chosen(): string;
}

/** A value and its frequency. */
interface Counted {
  readonly value: string;
  count: number;
}

/** Counts values. A single value needs no map. */
class Tally implements Choice {
  /** The latest value is cached, because ids rarely change theirs. */
  private latest: Counted | undefined;
  private all: Map<string, Counted> | undefined;
  private total = 0;

  constructor(private readonly isNumber: boolean) {}

  chosen(): string {
    return this.isNumber ? this.median() : this.mostFrequent();
  }

  add(value: string): void {
    this.total++;
    if (this.latest?.value === value) this.latest.count++;
    else this.addOther(value);
  }

  private addOther(value: string): void {
    const { latest } = this;
    if (latest !== undefined) this.all ??= new Map([[latest.value, latest]]);
    const known = this.all?.get(value);
    if (known !== undefined) known.count++;
    this.latest = known ?? { value, count: 1 };
    if (known === undefined) this.all?.set(value, this.latest);
  }

  /** The most frequent value; among equally frequent ones, the first in order. */
  private mostFrequent(): string {
    if (!this.all) return this.latest?.value ?? '';
    let [best, most] = ['', 0];
    for (const { value, count } of this.all.values())
      if (count > most || (count === most && inOrder(value, best) < 0)) [best, most] = [value, count];
    return best;
  }

  /** The median. Of two values in the middle, the lower one, so that the result is a value that occurred. */
  private median(): string {
    if (!this.all) return this.latest?.value ?? '';
    const sorted = [...this.all.values()].sort(
      (a, b) => Number(a.value) - Number(b.value) || inOrder(a.value, b.value),
    );
    let rest = (this.total + 1) >> 1;
    for (const { value, count } of sorted) if ((rest -= count) <= 0) return value;
    return '';
  }
}

/** Keeps the newest value; among values of the same time, the last. */
class Newest implements Choice {
  private value = '';
  private seconds = -Infinity;

  add(value: string, seconds: number): void {
    if (seconds >= this.seconds) [this.value, this.seconds] = [value, seconds];
  }

  chosen(): string {
    return this.value;
  }
}

interface Known {
  readonly choices: readonly Choice[];
  readonly file: string;
  readonly line: number;
}

/** A row, and the place where its id first occurs. */
export interface DerivedRow {
  readonly values: readonly string[];
  readonly file: string;
  readonly line: number;
}

/**
 * Merges all records of an id into one row. Each column gets its newest value, or the most frequent text or median
 * number. Memory grows with the ids and, unless the newest value counts, with the distinct values of each id.
 */
export class OneRowAnId {
  private readonly byId = new Map<string, Known>();

  /** @param fields - the first one is the id */
  constructor(
    private readonly fields: readonly FieldPlan[],
    private readonly isNewest: boolean,
  ) {}

  /** @param seconds - time of the record, if the newest value counts */
  add(values: readonly string[], file: string, lineOf: () => number, seconds: number): void {
    const [id] = values;
    let known = this.byId.get(id);
    if (known === undefined) {
      known = { choices: this.fields.slice(1).map((field) => this.choiceOf(field)), file, line: lineOf() };
      this.byId.set(id, known);
    }
    const { choices } = known;
    for (let at = 0; at < choices.length; at++) {
      const value = values[at + 1];
      if (value !== '') choices[at].add(value, seconds);
    }
  }

  /** The rows, in the order in which their ids first occur. */
  *rows(): Generator<DerivedRow> {
    for (const [id, { choices, file, line }] of this.byId)
      yield { values: [id, ...choices.map((choice) => choice.chosen())], file, line };
  }

  private choiceOf({ isNumber }: FieldPlan): Choice {
    return this.isNewest ? new Newest() : new Tally(isNumber);
  }
}

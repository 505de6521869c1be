import type { FieldPlan } from './table-plan';

/** In order of their bytes in UTF-8, as SQL sorts. */
const inOrder = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** Chooses among the values of one column of one id. */
interface Choice {
  /** @param seconds - time of the record */
  add(value: string, seconds: number): void;
  /** Empty where there was no value. */
  chosen(): string;
}

/** How often each value occurs; one value alone needs no map. */
class Tally implements Choice {
  private only: string | undefined;
  private counts: Map<string, number> | undefined;
  private total = 0;

  constructor(private readonly isNumber: boolean) {}

  chosen(): string {
    return this.isNumber ? this.median() : this.mostFrequent();
  }

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
  private mostFrequent(): string {
    if (!this.counts) return this.only ?? '';
    let [best, most] = ['', 0];
    for (const [value, count] of this.counts)
      if (count > most || (count === most && inOrder(value, best) < 0)) [best, most] = [value, count];
    return best;
  }

  /** The median; of two in the middle the lower one, which occurred. */
  private median(): string {
    if (!this.counts) return this.only ?? '';
    const sorted = [...this.counts].sort(([a], [b]) => Number(a) - Number(b) || inOrder(a, b));
    let rest = (this.total + 1) >> 1;
    for (const [value, count] of sorted) if ((rest -= count) <= 0) return value;
    return '';
  }
}

/** The newest value; of several of the same time, the last. */
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

/** A row, and where its id occurs first. */
export interface DerivedRow {
  readonly values: readonly string[];
  readonly file: string;
  readonly line: number;
}

/**
 * Makes one row of all records of an id: of each column the newest value, or the most frequent text or the median number. Memory
 * grows with the ids, and with the distinct values of each where not the newest counts.
 */
export class OneRowAnId {
  private readonly byId = new Map<string, Known>();

  /** @param fields - the id first */
  constructor(
    private readonly fields: readonly FieldPlan[],
    private readonly isNewest: boolean,
  ) {}

  /** @param seconds - time of the record, where the newest counts */
  add([id, ...values]: readonly string[], file: string, line: number, seconds: number): void {
    let known = this.byId.get(id);
    if (known === undefined) {
      known = { choices: this.fields.slice(1).map((field) => this.choiceOf(field)), file, line };
      this.byId.set(id, known);
    }
    for (let at = 0; at < values.length; at++)
      if (values[at] !== '') known.choices[at].add(values[at], seconds);
  }

  /** The rows, in the order in which their ids occur first. */
  *rows(): Generator<DerivedRow> {
    for (const [id, { choices, file, line }] of this.byId)
      yield { values: [id, ...choices.map((choice) => choice.chosen())], file, line };
  }

  private choiceOf({ isNumber }: FieldPlan): Choice {
    return this.isNewest ? new Newest() : new Tally(isNumber);
  }
}

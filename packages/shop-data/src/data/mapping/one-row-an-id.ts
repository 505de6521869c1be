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

/** A value and how often it occurs. */
interface Counted {
  readonly value: string;
  count: number;
}

/** How often each value occurs; one value alone needs no map. */
class Tally implements Choice {
  /** The latest value: that of an id rarely changes. */
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

  /** The most frequent value; of equally frequent ones the first in order. */
  private mostFrequent(): string {
    if (!this.all) return this.latest?.value ?? '';
    let [best, most] = ['', 0];
    for (const { value, count } of this.all.values())
      if (count > most || (count === most && inOrder(value, best) < 0)) [best, most] = [value, count];
    return best;
  }

  /** The median; of two in the middle the lower one, which occurred. */
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

  /** The rows, in the order in which their ids occur first. */
  *rows(): Generator<DerivedRow> {
    for (const [id, { choices, file, line }] of this.byId)
      yield { values: [id, ...choices.map((choice) => choice.chosen())], file, line };
  }

  private choiceOf({ isNumber }: FieldPlan): Choice {
    return this.isNewest ? new Newest() : new Tally(isNumber);
  }
}

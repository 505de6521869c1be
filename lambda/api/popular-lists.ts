import type { Popular } from '@ecommerce-recommenders/shop-data/contracts/api/fillers';

/** How long a list counts as current. Only trainings change it, which are rare. */
const CURRENT_MS = 600_000;

/** The latest popular lists of this execution environment, by use case and name of the filter (`''` without one). */
export class PopularLists {
  private readonly lists = new Map<
    string,
    { readonly itemIds: readonly string[]; readonly untilMs: number }
  >();

  /** @param now milliseconds since 1970 */
  constructor(private readonly now: () => number) {}

  learn(useCase: Popular, filter: string, itemIds: readonly string[]): void {
    this.lists.set(`${useCase}\n${filter}`, { itemIds, untilMs: this.now() + CURRENT_MS });
  }

  /** A list; `undefined` before it is learned. */
  get(useCase: Popular, filter: string): readonly string[] | undefined {
    return this.lists.get(`${useCase}\n${filter}`)?.itemIds;
  }

  isCurrent(useCase: Popular, filter: string): boolean {
    return this.now() < (this.lists.get(`${useCase}\n${filter}`)?.untilMs ?? 0);
  }
}

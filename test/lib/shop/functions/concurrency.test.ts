import { EVERYTHING } from '../../support/everything';
import { dependenciesOf, resourcesOf } from '../../support/resources';
import { synthesise } from '../../support/synthesise';

const filters = Array.from({ length: 15 }, (_, at) => [`f${at}`, `INCLUDE ItemID WHERE Items.PRICE < ${at}`]);
const ALL = {
  ...{ ...EVERYTHING, batches: true, filters: Object.fromEntries(filters) as object },
  ...{
    useCases: Object.keys(EVERYTHING.useCases),
    serving: { 'best-sellers': 'lists', 'most-viewed': 'lists' },
  },
};

/**
 * The largest antichain: resources of which none waits for another. By Dilworth's theorem its size is the minimum
 * number of chains that cover all, which a maximum bipartite matching gives: each match saves one chain.
 */
function mostAtOnce(ids: readonly string[], waitsFor: (id: string) => ReadonlySet<string>): number {
  const before = new Map(ids.map((id) => [id, [...waitsFor(id)].filter((other) => ids.includes(other))]));
  const next = new Map<string, string>();
  const join = (id: string, seen: Set<string>): boolean =>
    (before.get(id) ?? []).some((earlier) => {
      if (seen.has(earlier)) return false;
      seen.add(earlier);
      const rival = next.get(earlier);
      if (rival !== undefined && !join(rival, seen)) return false;
      next.set(earlier, id);
      return true;
    });
  return ids.length - ids.filter((id) => join(id, new Set())).length;
}

describe('the custom resources of a stack with everything on', () => {
  it.each(['lambda', 'glue'])('are three at a time, with data prepared by %s', (preparation) => {
    const { template } = synthesise({ context: { ...ALL, preparation, source: 's3://shop/parts/' } });
    const custom = Object.entries(resourcesOf(template)).flatMap(([id, { Properties = {} }]) =>
      JSON.stringify(Properties.ServiceToken ?? '').includes('Framework') ? [id] : [],
    );
    expect(custom.length).toBeGreaterThan(30);
    expect(mostAtOnce(custom, (id) => dependenciesOf(template, id))).toBe(3);
  });
});

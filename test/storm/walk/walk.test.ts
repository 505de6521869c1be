import { SETTING_NAMES } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import { SETTING_VALUES } from './setting-values';
import { shrunk } from './shrunk';
import { changesOf, walkOf, type Step } from './walk';

describe('a walk', () => {
  it('is the same for the same seed, and another one for another', () => {
    expect(walkOf(1, 10)).toEqual(walkOf(1, 10));
    expect(walkOf(2, 10)).not.toEqual(walkOf(1, 10));
  });

  it('changes every setting that has values, in a hundred walks', () => {
    const changed = new Set<string>();
    for (let seed = 1; seed <= 100; seed += 1) {
      const steps = walkOf(seed, 10);
      steps.forEach(({ configuration }, at) => {
        const before = steps[at - 1]?.configuration.given ?? {};
        for (const name of Object.keys(changesOf(before, configuration.given))) changed.add(name);
      });
    }
    expect([...changed].sort()).toEqual(
      SETTING_NAMES.filter((name) => 'values' in SETTING_VALUES[name]).sort(),
    );
  });
});

describe('a walk that fails', () => {
  it('is shrunk to the steps that it fails with', async () => {
    const steps = walkOf(3, 10);
    const needs = [steps[2], steps[7]];
    const fails = async (some: readonly Step[]): Promise<boolean> =>
      needs.every((step) => some.includes(step));
    expect(await shrunk(steps, fails)).toEqual(needs);
  });
});

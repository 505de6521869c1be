import { METRIC_NAMES } from '../../../src/insight/effect/effect';
import {
  expectInDocument,
  simulateFigures,
  WITH_EFFECT,
  WITHOUT_EFFECT,
  withFigures,
} from './effect-document';

const MINUTES = 60_000;

describe('a thousand shops that look every evening', () => {
  const shops = 1_000;
  let figures: ReturnType<typeof simulateFigures>;
  beforeAll(() => void (figures = simulateFigures(shops)), 20 * MINUTES);

  it.each(Object.keys(WITHOUT_EFFECT))('find an effect that is not there in at most 5 %%: %s', (kind) => {
    const seen = figures.withoutEffect[kind];
    for (const metric of METRIC_NAMES) {
      expect(seen.compared[metric]).toBeGreaterThan(shops / 2);
      expect(seen.decided[metric]).toBeLessThanOrEqual(0.05 * shops);
      expect(seen.missed[metric]).toBeLessThanOrEqual(0.05 * shops);
    }
    expect(seen.ratioAlarms).toBeLessThanOrEqual(0.01 * shops);
  });

  it.each(Object.keys(WITH_EFFECT))('find one that is there as often as the formula says: %s', (kind) => {
    const seen = figures.withEffect[kind];
    // Four standard errors of a share of 80 % in 500 shops.
    expect(Math.abs(seen.decided.clicks / seen.shops - 0.8)).toBeLessThan(0.072);
    expect(seen.visitorsUntilDecided).toBeLessThan(seen.needed);
    expect(seen.missed.clicks / seen.shops).toBeLessThanOrEqual(0.05);
  });

  it('have their figures in docs/effect.md', () => {
    expectInDocument((document) => withFigures(document, figures));
  });
});

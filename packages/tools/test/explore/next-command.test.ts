import { USE_CASE_NAMES, type UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import type { Readiness } from '@ecommerce-recommenders/shop-data/insight/readiness/readiness';
import { nextCommand } from '../../src/explore/next-command';

const readiness = (blocked: readonly UseCaseName[]): Readiness[] =>
  USE_CASE_NAMES.map((useCase) => ({
    useCase,
    verdict: blocked.includes(useCase) ? 'blocked' : 'weak',
    reasons: [],
  }));

const FOUR = USE_CASE_NAMES.filter((name) => name !== 'recommended-for-you');

describe('the command after an exploration', () => {
  it('starts the shop of the settings', () => {
    expect(nextCommand({ context: {} }, readiness([]), FOUR)).toBe(
      'Next, to run this shop on this machine: npm start',
    );
  });

  it('takes what the command line gave, quoted for a shell', () => {
    const given = { archive: "the shop's.csv", data: '{"a": 1}', context: { holdout: '0.2' } };
    expect(nextCommand(given, readiness([]), FOUR)).toBe(
      'Next, to run this shop on this machine: ' +
        String.raw`npm start -- --archive 'the shop'\''s.csv' --data '{"a": 1}' -c holdout=0.2`,
    );
  });

  it('leaves out use cases that the data blocks', () => {
    const blocked = readiness(['most-viewed', 'customers-who-viewed-x-also-viewed']);
    const start = 'npm start -- -c useCases=best-sellers,frequently-bought-together';
    expect(nextCommand({ context: {} }, blocked, FOUR)).toMatch(`${start}`);
    expect(nextCommand({ context: { useCases: 'most-viewed' } }, blocked, ['most-viewed'])).toMatch(
      `${start},recommended-for-you`,
    );
  });

  it('explores again where the data blocks all of them', () => {
    expect(nextCommand({ archive: 'a.csv', context: {} }, readiness(USE_CASE_NAMES), FOUR)).toBe(
      'Next, with other data or another mapping: npm run explore -- --archive a.csv',
    );
  });
});

import { USE_CASE_NAMES, type UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import type { Readiness } from '@ecommerce-recommenders/shop-data/insight/readiness/readiness';
import { nextCommand } from '../../src/explore/next-command';

const FOUR = USE_CASE_NAMES.filter((name) => name !== 'recommended-for-you');
const VIEWS = ['most-viewed', 'customers-who-viewed-x-also-viewed'] as const;
const START = 'Next, to run this shop on this machine: npm start';
const WITHOUT_VIEWS = `${START} -- -c useCases=best-sellers,frequently-bought-together`;

function nextOf(given: object, blocked: readonly UseCaseName[], useCases = FOUR): string {
  const readiness = USE_CASE_NAMES.map((useCase): Readiness => {
    return { useCase, verdict: blocked.includes(useCase) ? 'blocked' : 'weak', reasons: [] };
  });
  return nextCommand({ context: {}, ...given }, readiness, useCases);
}

it('the command after an exploration starts the shop of the settings, as given, without use cases that the data blocks, or explores again where it blocks all', () => {
  expect(nextOf({}, [])).toBe(START);
  const given = { archive: "the shop's.csv", data: '{"a": 1}', context: { holdout: '0.2' } };
  expect(nextOf(given, [])).toBe(
    String.raw`${START} -- --archive 'the shop'\''s.csv' --data '{"a": 1}' -c holdout=0.2`,
  );
  expect(nextOf({}, VIEWS)).toBe(WITHOUT_VIEWS);
  const ofOne = nextOf({ context: { useCases: 'most-viewed' } }, VIEWS, ['most-viewed']);
  expect(ofOne).toBe(`${WITHOUT_VIEWS},recommended-for-you`);
  expect(nextOf({ archive: 'a.csv' }, USE_CASE_NAMES)).toBe(
    'Next, with other data or another mapping: npm run explore -- --archive a.csv',
  );
});

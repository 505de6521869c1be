import { runChecks } from '../../../src/doctor/check';
import { PERSONALIZE_CHECKS } from '../../../src/doctor/shop/personalize';
import { destination } from '../destination';

const holding = (words: string): string => expect.stringContaining(words) as string;

it.each([
  ['ROLLBACK_COMPLETE', 'npx cdk destroy'],
  ['UPDATE_ROLLBACK_FAILED', 'npx cdk rollback'],
  ['UPDATE_IN_PROGRESS', 'Wait'],
])('the stack cannot be updated in %s', async (status, remedy) => {
  const finding = await PERSONALIZE_CHECKS.stack(destination(status));
  expect(finding).toMatchObject({ status: 'problem', remedy: holding(remedy) });
});

it('the stack is updated, whatever it is named', async () => {
  const findings = await runChecks(PERSONALIZE_CHECKS, destination('UPDATE_COMPLETE'));
  expect(findings.map(({ name, status }) => `${name} ${status}`)).toEqual(['stack ok', 'quotas ok']);
});

it('the stack finds a name that is taken among the recommenders', async () => {
  const recommenders = [{ name: 'Shop-most-viewed' }, { name: 'Shop-best-sellers' }];
  const target = destination(undefined, { ListRecommenders: { recommenders } });
  const says = holding('already has Shop-most-viewed, whose');
  expect(await PERSONALIZE_CHECKS.names(target)).toMatchObject({ status: 'problem', says });
});

it('the stack finds no room for another dataset group', async () => {
  const datasetGroups = Array.from({ length: 5 }, (_, at) => ({ name: `other-${at}` }));
  const finding = await PERSONALIZE_CHECKS.quotas(
    destination(undefined, { ListDatasetGroups: { datasetGroups } }),
  );
  expect(finding).toMatchObject({ status: 'warning', says: holding('1 more dataset groups') });
});

import { runChecks } from '../../../src/doctor/check';
import { PERSONALIZE_CHECKS } from '../../../src/doctor/shop/personalize';
import { destination } from '../destination';

describe('the stack', () => {
  it.each([
    ['ROLLBACK_COMPLETE', 'npx cdk destroy'],
    ['UPDATE_ROLLBACK_FAILED', 'npx cdk rollback'],
    ['UPDATE_IN_PROGRESS', 'Wait'],
  ])('cannot be updated in %s', async (status, remedy) => {
    const finding = await PERSONALIZE_CHECKS.stack(destination(status));
    expect(finding).toMatchObject({ status: 'problem', remedy: expect.stringContaining(remedy) as string });
  });

  it('is updated, whatever it is named', async () => {
    const findings = await runChecks(PERSONALIZE_CHECKS, destination('UPDATE_COMPLETE'));
    expect(findings.map(({ name, status }) => [name, status])).toEqual([
      ['stack', 'ok'],
      ['quotas', 'ok'],
    ]);
  });

  it.each([
    [['Shop-shop'], [], 'Shop-shop'],
    [[], ['Shop-most-viewed', 'Shop-best-sellers'], 'Shop-most-viewed'],
  ])('finds names that are taken among %j and %j', async (groups, recommenders, taken) => {
    const named = (names: readonly string[]): object[] => names.map((name) => ({ name }));
    const target = destination(undefined);
    target.clients.personalize.send = (async () => ({
      datasetGroups: named(groups),
      recommenders: named(recommenders),
    })) as never;
    expect(await PERSONALIZE_CHECKS.names(target)).toMatchObject({
      status: 'problem',
      says: expect.stringContaining(`already has ${taken}, whose`) as string,
    });
  });

  it('finds no room for another dataset group', async () => {
    const finding = await PERSONALIZE_CHECKS.quotas(destination(undefined, 5));
    expect(finding).toMatchObject({
      status: 'warning',
      says: expect.stringContaining('1 more dataset groups') as string,
    });
  });
});

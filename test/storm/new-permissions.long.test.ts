import { CreateEventTrackerCommand, ListEventTrackersCommand } from '@aws-sdk/client-personalize';
import type { Fault } from 'embedded-aws/faults/fault-kinds';
import { shopAssemblies } from './shop-assemblies';
import { smallShop } from './small-shop';
import { startStormAccount, type StormAccount } from '@ecommerce-recommenders/tools/rehearse/storm-account';

const FILTERED = {
  archive: smallShop(),
  trainingTimeoutHours: 1,
  useCases: ['most-viewed'],
  filters: { cheap: 'INCLUDE ItemID WHERE Items.PRICE < 20' },
};
const SHOPS = shopAssemblies({ filtered: FILTERED, tracked: { ...FILTERED, eventTracker: true } });

/** The role of all add-ons is in use when the policy of the event tracker is attached to it. */
const LATE: Fault = { fault: 'policy-propagation', role: '*AddOnsProviderHandlerRole*', seconds: 60 };

describe('an event tracker that is switched on while its permissions do not work yet', () => {
  let account: StormAccount;
  beforeEach(async () => {
    account = await startStormAccount(Object.values(SHOPS));
    expect((await account.create(SHOPS.filtered)).status).toBe('CREATE_COMPLETE');
    account.aws.faults.set([LATE]);
  });
  afterEach(() => account.close());
  const trackers = async (): Promise<(string | undefined)[]> =>
    ((await account.personalize.send(new ListEventTrackersCommand({}))).eventTrackers ?? []).map(
      ({ name }) => name,
    );

  it('is made once they do', async () => {
    expect((await account.update(SHOPS.tracked)).status).toBe('UPDATE_COMPLETE');
    expect(await trackers()).toEqual(['EcommerceRecommenders-events']);
    expect((await account.update(SHOPS.filtered)).status).toBe('UPDATE_COMPLETE');
    expect(await trackers()).toEqual([]);
  });

  it('leaves the tracker of somebody else alone', async () => {
    const { DatasetGroupArn: datasetGroupArn } = await account.outputs();
    await account.personalize.send(new CreateEventTrackerCommand({ name: 'theirs', datasetGroupArn }));
    // Old enough for its tags to be certain.
    await account.aws.clock.advance(3_600_000);
    const { status, reasons } = await account.update(SHOPS.tracked);
    expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(reasons.join()).toContain('which this stack did not create');
    // Before there was an id: with one, CloudFormation would have sent a Delete.
    expect(reasons.join()).toContain('AddOnsProvideronEvent');
    expect(await trackers()).toEqual(['theirs']);
  });
});

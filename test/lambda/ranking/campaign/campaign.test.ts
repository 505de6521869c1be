import type { CampaignProperties } from '@ecommerce-recommenders/shop-data/contracts/functions/campaign';
import { campaign } from '../../../../lambda/ranking/campaign/campaign';
import { handlerWorld, requestsFor } from '../../support/handler-world';

const ARN = 'arn:aws:personalize:eu-west-1:111122223333:campaign/Shop-ranking';
const ResourceProperties: CampaignProperties = {
  Name: 'Shop-ranking',
  SolutionArn: 'arn:aws:personalize:eu-west-1:111122223333:solution/Shop-ranking',
  MinProvisionedTps: '1',
};
const { create, update } = requestsFor(ResourceProperties, ARN);
const faster = update({ MinProvisionedTps: '3' });

const { callsOf, clock, fails, personalize, run, succeeds } = handlerWorld(campaign);

describe('a campaign', () => {
  it('serves the newest version of its solution, and takes those that follow', async () => {
    personalize.behaviour.createMinutes = 12;
    await succeeds(create, { physicalId: ARN });
    expect(clock.minutes).toBe(12);
    expect(personalize.resources.get(ARN)?.input).toMatchObject({
      solutionVersionArn: `${ResourceProperties.SolutionArn}/$LATEST`,
      campaignConfig: { syncWithLatestSolutionVersion: true },
      minProvisionedTPS: 1,
    });
  });

  it('is found by its name, also where it is described by the version that serves', async () => {
    await run(create);
    Object.assign(personalize.resources.get(ARN)!.input, {
      solutionVersionArn: `${ResourceProperties.SolutionArn}/0a1b2c3d`,
    });
    await succeeds(create, { physicalId: ARN });
    expect(callsOf('CreateCampaign')).toBe(1);
  });

  it('gets another rate, and goes on taking new versions', async () => {
    await run(create);
    await succeeds(faster);
    expect(personalize.resources.get(ARN)?.update?.change).toMatchObject({
      minProvisionedTPS: 3,
      campaignConfig: { syncWithLatestSolutionVersion: true },
    });
    await run(faster);
    expect(callsOf('UpdateCampaign')).toBe(1);
  });

  it('fails with the reason where its rate cannot be changed', async () => {
    await run(create);
    personalize.behaviour.failureReason = 'No capacity';
    await fails(faster, 'No capacity. It keeps its previous rate.');
  });
});

import { STOP_AGAIN_TAG } from '@ecommerce-recommenders/shop-data/contracts/functions/tags';
import { stopAgain } from '../../../../lambda/shop/recommender/stop-again';
import { FakePersonalize } from '../../support/fake-personalize';
import { STACK_ID } from '../../support/provider-framework';
import { stackDouble } from '../../support/stack-double';

const event = {
  RequestType: 'Update',
  ...{ RequestId: 'request', StackId: STACK_ID, LogicalResourceId: 'Resource' },
  ...{ ResourceType: 'Custom::PersonalizeRecommender', ResourceProperties: {} },
} as const;
const MARKED_MS = 60_000;

const clock = { minutes: 60 };
let personalize: FakePersonalize;
let arn: string;
beforeEach(() => {
  personalize = new FakePersonalize(clock);
  personalize.behaviour.createMinutes = 0;
  const tags = [{ tagKey: STOP_AGAIN_TAG, tagValue: String(MARKED_MS) }];
  ({ arn } = personalize.add('recommender', 'a', { tags }));
});
const stop = (beganMs: number): Promise<string | undefined> =>
  stopAgain(personalize.client, stackDouble({ beganMs }), event, arn);

describe('a recommender that is marked to be stopped again', () => {
  it('is stopped once it has settled', async () => {
    personalize.resources.get(arn)!.status = 'START IN_PROGRESS';
    expect(await stop(MARKED_MS)).toContain('START IN_PROGRESS');
    expect(personalize.calls).not.toContain('StopRecommender');
  });

  it('may be gone', async () => {
    personalize.resources.delete(arn);
    expect(await stop(MARKED_MS)).toBeUndefined();
  });
});

import {
  TRAINING_WAIT_MINUTES,
  type TrainingProperties,
} from '@ecommerce-recommenders/shop-data/contracts/functions/training';
import { training } from '../../../../lambda/shop/training/training';
import { STOP_AGAIN_TAG } from '@ecommerce-recommenders/shop-data/contracts/functions/tags';
import { type Behaviour } from '../../support/fake-personalize';
import { handlerWorld, requestsFor } from '../../support/handler-world';

const arn = (name: string): string => `arn:aws:personalize:eu-west-1:111122223333:recommender/${name}`;
const properties: TrainingProperties = {
  RecommenderArns: [arn('a'), arn('b')],
  Last: 'false',
  TimeoutHours: '4',
};
const { create, remove, update: updateOf } = requestsFor(properties, 'Resource');
const last = { ...create, ResourceProperties: { ...properties, Last: 'true' } } as const;
const waiting = updateOf();
const rate = { MinRecommendationRequestsPerSecond: '2' };
const Configured = [{ RecommenderArn: arn('b'), RecommenderConfig: rate }];
const configured = { ...waiting, ResourceProperties: { ...properties, Configured } } as const;

const { clock, fails, personalize, run, stack, succeeds } = handlerWorld(training);

/** Both recommenders, in training for that long. */
const train = (minutes: number, failureReason?: string): void => {
  personalize.behaviour.createMinutes = minutes;
  personalize.add('recommender', 'a');
  personalize.add('recommender', 'b').failureReason = failureReason;
};

/** An update of b that has just begun. */
function update(
  behaviour: Partial<Behaviour>,
  config: object = { minRecommendationRequestsPerSecond: 2 },
): void {
  const change = { recommenderConfig: config };
  const begun = { ...personalize.behaviour, change, ...behaviour, at: clock.minutes };
  personalize.resources.get(arn('b'))!.update = begun;
}

describe('a wait for training', () => {
  it.each([
    ['is complete when all recommenders are ACTIVE', 27, create, 27],
    ['is deleted when nothing trains any more', 40, remove, 40],
    ['is deleted after its time, so that a rollback goes on', 80, remove, TRAINING_WAIT_MINUTES],
  ])('%s', async (_what, minutes, request, ends) => {
    train(minutes);
    await succeeds(request, { physicalId: 'Resource' });
    expect(clock.minutes).toBe(ends);
  });

  it('lets the next one wait on when its time is over', async () => {
    train(80);
    await succeeds(create);
    expect(clock.minutes).toBe(TRAINING_WAIT_MINUTES);
    await succeeds(last);
    expect(clock.minutes).toBe(80);
  });

  it('fails as the last one with the setting that allows more', async () => {
    train(80);
    const left = `${arn('a')} (CREATE IN_PROGRESS)`;
    await fails(last, 'did not finish within 4 hours', 'trainingTimeoutHours', left);
  });

  it('fails when a recommender vanishes during creation', async () => {
    personalize.add('recommender', 'a');
    await fails(create, `${arn('b')} was deleted after the stack created it`);
  });

  it('fails when the wanted configuration has failed, with Personalize’s reason', async () => {
    train(0);
    update({ failureReason: 'too few columns' });
    const words = `The new configuration of ${arn('b')} failed: too few columns.`;
    await fails(configured, `${words} It keeps its previous configuration.`);
    // It is none where the configuration is wanted no more.
    await succeeds(waiting);
  });

  it('fails when the training on new columns has failed, though no description shows them', async () => {
    train(0);
    update({ failureReason: 'nothing but nulls' }, {});
    const grown = (...columns: string[]): TrainingProperties => ({
      ...properties,
      Configured: [{ RecommenderArn: arn('b'), TrainsOn: { ITEMS: columns } }],
    });
    const [old, one] = [grown(), grown('SIZE')];
    const grows = { ...waiting, ResourceProperties: one, OldResourceProperties: old };
    await fails(grows, 'failed: nothing but nulls');
    const back = { ...waiting, ResourceProperties: old, OldResourceProperties: one };
    await succeeds(back);
  });

  it('does not mind a change of a rate that follows use and has failed', async () => {
    train(0);
    update({ failureReason: 'no capacity' });
    const RecommenderConfig = { RequestBounds: { Min: '1', Max: '5' } };
    const bounded = { ...properties, Configured: [{ RecommenderArn: arn('b'), RecommenderConfig }] };
    await succeeds({ ...waiting, ResourceProperties: bounded });
  });

  it('takes a recommender that was stopped, or deleted by hand, for settled in an Update', async () => {
    train(0);
    personalize.resources.get(arn('a'))!.status = 'INACTIVE';
    personalize.resources.delete(arn('b'));
    const ResourceProperties = { ...properties, StopsAgain: 'true' } as const;
    await succeeds({ ...waiting, ResourceProperties }, { polls: 1 });
  });

  it.each([
    ['is over', undefined, 'SUCCESS'],
    ['has failed', 'too few columns', 'FAILED'],
  ])('stops what was started for an update again, once that %s', async (_how, failureReason, status) => {
    train(0);
    personalize.resources.get(arn('b'))!.tags = [{ tagKey: STOP_AGAIN_TAG, tagValue: '0' }];
    stack.beganMs = 0;
    update({ createMinutes: 20, failureReason });
    const stopping = { ...configured.ResourceProperties, StopsAgain: 'true' } as const;
    expect((await run({ ...configured, ResourceProperties: stopping })).status).toBe(status);
    expect(['a', 'b'].map((name) => personalize.statusOf(arn(name)))).toEqual(['ACTIVE', 'INACTIVE']);
    expect(personalize.resources.get(arn('b'))!.tags).toEqual([]);
    expect(personalize.calls.filter((call) => call === 'StopRecommender')).toHaveLength(1);
  });

  it('is deleted at once where a recommender has failed, and another is gone', async () => {
    train(0, 'too few interactions');
    personalize.resources.delete(arn('a'));
    await succeeds(remove, { polls: 1 });
  });
});

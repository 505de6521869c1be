import type { RecommenderProperties } from '@ecommerce-recommenders/shop-data/contracts/functions/recommender';
import { LISTS_TAG, OWNER_TAG } from '@ecommerce-recommenders/shop-data/contracts/functions/tags';
import { recommender } from '../../../../lambda/shop/recommender/recommender';
import { FakePersonalize } from '../../support/fake-personalize';
import { stackDouble } from '../../support/stack-double';

const StackId = 'arn:aws:cloudformation:eu-west-1:111122223333:stack/Shop/1';
const arn = 'arn:aws:personalize:eu-west-1:111122223333:recommender/Shop-best-sellers';
const FIXED = { DatasetGroupArn: 'group', RecipeArn: 'recipe' };

describe('a live recommender', () => {
  const clock = { minutes: 100 };
  let personalize: FakePersonalize;
  const ours = { tagKey: OWNER_TAG, tagValue: StackId };
  beforeEach(() => {
    personalize = new FakePersonalize(clock);
    personalize.behaviour.deleteMinutes = 17;
    const tags = [ours, { tagKey: LISTS_TAG, tagValue: 'run' }];
    const fixed = { datasetGroupArn: FIXED.DatasetGroupArn, recipeArn: FIXED.RecipeArn };
    personalize.add('recommender', 'Shop-best-sellers', { ...fixed, tags });
    clock.minutes += 10;
  });
  const ensured = (more: Partial<RecommenderProperties> = {}): Promise<string | undefined> =>
    recommender(personalize.client, stackDouble(), () => clock.minutes * 60_000).ensure(
      {
        ...{ RequestType: 'Create', RequestId: '1', StackId, LogicalResourceId: 'One' },
        ResourceType: 'Custom::PersonalizeRecommender',
        ResourceProperties: { Name: 'Shop-best-sellers', ...FIXED, ...more },
      },
      0,
    );

  it('is created where the run had begun to delete it', async () => {
    await ensured();
    personalize.resources.get(arn)!.deletedAt = clock.minutes;
    expect(await ensured()).toContain('DELETE IN_PROGRESS');
    clock.minutes += 17;
    expect(await ensured()).toBeUndefined();
    expect(personalize.calls).toContain('CreateRecommender');
  });

  it('has the options and tags of the template, whoever made it', async () => {
    await ensured();
    const more = { RecommenderConfig: { MinRecommendationRequestsPerSecond: '2' }, Tags: { team: 'shop' } };
    expect(await ensured(more)).toBeUndefined();
    expect(personalize.calls).toContain('UpdateRecommender');
    expect(personalize.resources.get(arn)?.tags).toContainEqual({ tagKey: 'team', tagValue: 'shop' });
  });
});

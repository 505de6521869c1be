import type { RecommenderProperties } from '@ecommerce-recommenders/shop-data/contracts/recommender';
import { recommender } from '../../lambda/recommender/recommender';
import { FakePersonalize, serviceError } from './support/fake-personalize';
import { providerFramework, STACK_ID, type Request } from './support/provider-framework';

const ARN = 'arn:aws:personalize:eu-west-1:111122223333:recommender/Shop-most-viewed';
const properties: RecommenderProperties = {
  Name: 'Shop-most-viewed',
  DatasetGroupArn: 'arn:aws:personalize:eu-west-1:111122223333:dataset-group/Shop-shop',
  RecipeArn: 'arn:aws:personalize:::recipe/aws-ecomm-popular-items-by-views',
};
const input = {
  name: properties.Name,
  datasetGroupArn: properties.DatasetGroupArn,
  recipeArn: properties.RecipeArn,
};
const ours = [{ tagKey: 'stack', tagValue: STACK_ID }];
const theirs = [{ tagKey: 'stack', tagValue: `${STACK_ID}-of-another` }];
const create: Request<RecommenderProperties> = { RequestType: 'Create', ResourceProperties: properties };
const remove = { ...create, RequestType: 'Delete', PhysicalResourceId: ARN } as const;

const clock = { minutes: 0 };
const stack = { isAbandoned: false };
let personalize: FakePersonalize;
let run: ReturnType<typeof providerFramework<RecommenderProperties>>;
beforeEach(() => {
  clock.minutes = 0;
  stack.isAbandoned = false;
  personalize = new FakePersonalize(clock);
  run = runWith();
});

const now = (): number => clock.minutes * 60_000;
const runWith = (
  isAbandoned: () => Promise<boolean> = async () => stack.isAbandoned,
  client = personalize.client,
): typeof run => providerFramework(recommender(client, isAbandoned, now), clock);

const countOf = (operation: string): number => personalize.calls.filter((call) => call === operation).length;

describe('a Create', () => {
  it('makes the resource, tagged as this stack’s, under a predictable ARN', async () => {
    expect(await run(create)).toMatchObject({ status: 'SUCCESS', physicalId: ARN, polls: 1 });
    expect(personalize.resources.get(ARN)).toMatchObject({ input, tags: ours });
  });

  it('finds its own resource when it is repeated', async () => {
    await run(create);
    expect(await run(create)).toMatchObject({ status: 'SUCCESS', physicalId: ARN });
    expect(countOf('CreateRecommender')).toBe(1);
  });

  it('finds its own resource when the answer to the first call was lost', async () => {
    const { send } = personalize.client;
    let isLost = false;
    const client = {
      send: (async (command: Parameters<typeof send>[0]) => {
        const answer = await send(command);
        if (command.constructor.name !== 'CreateRecommenderCommand' || isLost) return answer;
        isLost = true;
        throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
      }) as typeof send,
    };
    run = runWith(undefined, client);
    expect(await run(create)).toMatchObject({ status: 'SUCCESS', polls: 2 });
    expect(countOf('CreateRecommender')).toBe(1);
  });

  it('waits while its parent is in transition, and while the request rate is exceeded', async () => {
    personalize.failNext('CreateRecommender', serviceError('ResourceInUseException', 'group'));
    personalize.failNext('CreateRecommender', serviceError('LimitExceededException', 'Rate exceeded'));
    expect(await run(create)).toMatchObject({ status: 'SUCCESS', polls: 3 });
  });

  it('waits for the end of an earlier deletion', async () => {
    personalize.add('recommender', 'Shop-most-viewed', { ...input, tags: theirs }).deletedAt = 0;
    expect(await run(create)).toMatchObject({ status: 'SUCCESS', polls: 3 });
    expect(personalize.resources.get(ARN)?.tags).toEqual(ours);
  });

  it.each([
    ['nobody in particular', []],
    ['another stack', theirs],
  ])('fails at a resource of %s, and its Delete leaves that alone', async (_owner, tags) => {
    personalize.add('recommender', 'Shop-most-viewed', { ...input, tags });
    clock.minutes = 60;
    const { status, reason, physicalId } = await run(create);
    expect(status).toBe('FAILED');
    expect(clock.minutes).toBe(60);
    expect(reason).toContain(`${ARN} exists already and is not this stack's`);
    expect(reason).toContain('another stack name');
    expect(await run({ ...remove, PhysicalResourceId: physicalId })).toMatchObject({ status: 'SUCCESS' });
    expect(personalize.resources.get(ARN)?.deletedAt).toBeUndefined();
  });

  it('fails at a foreign resource, too, when the first look was throttled', async () => {
    personalize.add('recommender', 'Shop-most-viewed', { ...input, tags: theirs });
    personalize.failNext('DescribeRecommender', serviceError('ThrottlingException', 'Rate exceeded'));
    const { status, reason } = await run(create);
    expect(status).toBe('FAILED');
    expect(reason).toContain("is not this stack's");
  });

  it('fails with Personalize’s reason, and its Delete removes what is left', async () => {
    Object.assign(personalize.behaviour, { createMinutes: 0, failureReason: 'fewer than 1000 interactions' });
    const { status, reason, physicalId } = await run(create);
    expect(status).toBe('FAILED');
    expect(reason).toContain(`${ARN} is CREATE FAILED: fewer than 1000 interactions`);
    expect(await run({ ...remove, PhysicalResourceId: physicalId })).toMatchObject({ status: 'SUCCESS' });
    expect(personalize.statusOf(ARN)).toBe('DELETE IN_PROGRESS');
  });

  it('fails at a quota of what exists, in the service’s words', async () => {
    const words = 'More than 5 resources in ACTIVE state. Please delete some and try again.';
    personalize.failNext('CreateRecommender', serviceError('LimitExceededException', words));
    expect(await run(create)).toMatchObject({
      status: 'FAILED',
      reason: `LimitExceededException: ${words}`,
      physicalId: ARN,
    });
  });
});

describe('a Create whose reads come too early', () => {
  it('takes what it has just made for its own, whatever tags say', async () => {
    personalize.unseen.tags = 60;
    expect(await run(create)).toMatchObject({ status: 'SUCCESS', polls: 1 });
  });

  it.each(['tags', 'tagged'] as const)(
    'waits for the tags of what an earlier attempt has made (%s)',
    async (what) => {
      await run(create);
      personalize.unseen[what] = 3;
      expect(await run(create)).toMatchObject({ status: 'SUCCESS', physicalId: ARN });
      expect(clock.minutes).toBe(3);
      expect(countOf('CreateRecommender')).toBe(1);
    },
  );

  it('makes it once where its description comes later', async () => {
    personalize.unseen.description = 3;
    expect(await run(create)).toMatchObject({ status: 'SUCCESS' });
    expect(clock.minutes).toBe(3);
    expect(personalize.resources.size).toBe(1);
  });

  it('fails in words, after minutes, where what is new has no owner in the end', async () => {
    personalize.add('recommender', 'Shop-most-viewed', input);
    const { status, reason } = await run(create);
    expect(status).toBe('FAILED');
    expect(reason).toContain(`${ARN} exists already and is not this stack's`);
    expect(clock.minutes).toBeGreaterThanOrEqual(5);
    expect(clock.minutes).toBeLessThan(10);
  });

  it('fails at once at what is new and another stack’s', async () => {
    personalize.add('recommender', 'Shop-most-viewed', { ...input, tags: theirs });
    expect(await run(create)).toMatchObject({ status: 'FAILED', polls: 0 });
  });
});

describe('a look at the stack', () => {
  const failed = (): Error => Object.assign(new Error('the status of the stack'), { $retryable: {} });

  it('that fails is taken again, before the creation and after it', async () => {
    let asked = 0;
    run = runWith(async () => {
      if (++asked % 3 !== 0) throw failed();
      return false;
    });
    expect(await run(create)).toMatchObject({ status: 'SUCCESS', polls: 5 });
    expect(countOf('CreateRecommender')).toBe(1);
  });

  it('that failed after the creation is made up for: what is not wanted any more is taken back', async () => {
    let asked = 0;
    run = runWith(async () => {
      if (++asked === 2) throw failed();
      return asked > 2;
    });
    expect(await run(create)).toMatchObject({ status: 'FAILED' });
    expect(countOf('CreateRecommender')).toBe(1);
    expect(personalize.statusOf(ARN)).toBe('DELETE IN_PROGRESS');
  });

  it('fails a Create, in words, that never gets an answer, and makes nothing', async () => {
    run = runWith(() => Promise.reject(failed()));
    const { status, reason } = await run(create);
    expect(status).toBe('FAILED');
    expect(reason).toContain('After 55 minutes still waiting for the status of the stack');
    expect(countOf('CreateRecommender')).toBe(0);
  });

  it('is taken twice for a creation, and not at all for an Update', async () => {
    const asked = jest.fn(async () => false);
    run = runWith(asked);
    await run(create);
    expect(asked).toHaveBeenCalledTimes(2);
    clock.minutes = 60;
    await run({
      ...create,
      RequestType: 'Update',
      PhysicalResourceId: ARN,
      OldResourceProperties: properties,
    });
    expect(asked).toHaveBeenCalledTimes(2);
  });

  it('is taken, too, where an Update had to make the resource anew', async () => {
    let asked = 0;
    run = runWith(async () => ++asked > 1);
    await run({
      ...create,
      RequestType: 'Update',
      PhysicalResourceId: ARN,
      OldResourceProperties: properties,
    });
    expect(countOf('CreateRecommender')).toBe(1);
    expect(personalize.statusOf(ARN)).toBe('DELETE IN_PROGRESS');
  });
});

describe('a Create that CloudFormation is rolling back', () => {
  it('makes nothing any more, and says why', async () => {
    stack.isAbandoned = true;
    const { status, reason } = await run(create);
    expect(status).toBe('FAILED');
    expect(reason).toContain('no longer wants');
    expect(countOf('CreateRecommender')).toBe(0);
  });

  it('does not make again what the Delete has removed, while it waits', async () => {
    personalize.failNext('CreateRecommender', serviceError('ResourceInUseException', 'group'));
    const { send } = personalize.client;
    const client = {
      send: (async (command: Parameters<typeof send>[0]) => {
        // The Delete runs, and finds nothing, after the first attempt.
        if (command.constructor.name === 'CreateRecommenderCommand') stack.isAbandoned = true;
        return send(command);
      }) as typeof send,
    };
    run = runWith(undefined, client);
    expect(await run(create)).toMatchObject({ status: 'FAILED' });
    expect(countOf('CreateRecommender')).toBe(1);
    expect(personalize.statusOf(ARN)).toBeUndefined();
  });

  it('takes back what it made, too, where nobody sees that for a while', async () => {
    personalize.unseen.description = 2;
    const { send } = personalize.client;
    const client = {
      send: (async (command: Parameters<typeof send>[0]) => {
        const answer = await send(command);
        if (command.constructor.name === 'CreateRecommenderCommand') stack.isAbandoned = true;
        return answer;
      }) as typeof send,
    };
    run = runWith(undefined, client);
    expect(await run(create)).toMatchObject({ status: 'FAILED' });
    expect(personalize.resources.get(ARN)).toBeDefined();
    expect(personalize.statusOf(ARN)).toBe('DELETE IN_PROGRESS');
  });

  it('takes back what it made while the rollback began, once that can be deleted', async () => {
    let asked = 0;
    // The stack rolls forward before the creation, back after it.
    run = runWith(async () => ++asked > 1);
    personalize.behaviour.createMinutes = 27;
    expect(await run(create)).toMatchObject({ status: 'FAILED' });
    expect(countOf('CreateRecommender')).toBe(1);
    expect(personalize.statusOf(ARN)).toBe('DELETE IN_PROGRESS');
  });
});

describe('tags', () => {
  const byHand = { tagKey: 'by', tagValue: 'hand' };
  const tagged = (Tags?: Record<string, string>): RecommenderProperties => ({ ...properties, Tags });
  const update = (before?: Record<string, string>, after?: Record<string, string>): ReturnType<typeof run> =>
    run({
      RequestType: 'Update',
      PhysicalResourceId: ARN,
      ResourceProperties: tagged(after),
      OldResourceProperties: tagged(before),
    });
  const present = (): unknown => personalize.resources.get(ARN)?.tags;

  it('come with the resource, beside the owner’s', async () => {
    await run({ ...create, ResourceProperties: tagged({ team: 'shop' }) });
    expect(present()).toEqual([...ours, { tagKey: 'team', tagValue: 'shop' }]);
  });

  it('change without the resource, and leave alone what is there by hand', async () => {
    personalize.add('recommender', properties.Name, { ...input, tags: [...ours, byHand] });
    clock.minutes = 10;
    expect(await update(undefined, { team: 'shop', cost: '1' })).toMatchObject({ status: 'SUCCESS' });
    expect(await update({ team: 'shop', cost: '1' }, { team: 'web' })).toMatchObject({ physicalId: ARN });
    expect(present()).toEqual([...ours, byHand, { tagKey: 'team', tagValue: 'web' }]);
    expect(await update({ team: 'web' })).toMatchObject({ status: 'SUCCESS' });
    expect(present()).toEqual([...ours, byHand]);
    expect(countOf('CreateRecommender') + countOf('UpdateRecommender')).toBe(0);
  });

  it('are not asked for where they have not changed', async () => {
    personalize.add('recommender', properties.Name, { ...input, tags: ours });
    clock.minutes = 10;
    await update({ team: 'shop' }, { team: 'shop' });
    expect(countOf('TagResource') + countOf('UntagResource')).toBe(0);
  });
});

describe('an Update', () => {
  const update = { ...create, RequestType: 'Update', PhysicalResourceId: ARN } as const;

  it('makes the new resource of a new name', async () => {
    await run(create);
    const renamed = { ...properties, Name: 'Shop2-most-viewed' };
    const outcome = await run({ ...update, ResourceProperties: renamed, OldResourceProperties: properties });
    expect(outcome).toMatchObject({ status: 'SUCCESS', physicalId: ARN.replace('Shop-', 'Shop2-') });
    expect(personalize.statusOf(ARN)).toBeDefined();
  });

  it('fails at what cannot be changed, and the way back succeeds', async () => {
    await run(create);
    const changed = { ...properties, RecipeArn: 'arn:aws:personalize:::recipe/other' };
    const there = await run({ ...update, ResourceProperties: changed, OldResourceProperties: properties });
    expect(there.status).toBe('FAILED');
    expect(there.reason).toContain('the template says arn:aws:personalize:::recipe/other');
    expect(there.reason).toContain('Destroy the stack and deploy it again');
    const back = await run({ ...update, ResourceProperties: properties, OldResourceProperties: changed });
    expect(back.status).toBe('SUCCESS');
  });
});

describe('a Delete', () => {
  it('of a recommender leaves the deletion to the imports as soon as it has begun', async () => {
    personalize.behaviour.deleteMinutes = 17;
    personalize.add('recommender', 'Shop-most-viewed', { ...input, tags: ours });
    clock.minutes = 60;
    expect(await run(remove)).toMatchObject({ status: 'SUCCESS', physicalId: ARN, polls: 1 });
    expect(personalize.statusOf(ARN)).toBe('DELETE IN_PROGRESS');
    expect(await run(remove)).toMatchObject({ status: 'SUCCESS', polls: 1 });
    expect(countOf('DeleteRecommender')).toBe(1);
  });

  it('succeeds when there is nothing', async () => {
    expect(await run(remove)).toMatchObject({ status: 'SUCCESS', polls: 1 });
  });

  it('finds the resource behind an id that was never returned', async () => {
    personalize.add('recommender', 'Shop-most-viewed', { ...input, tags: ours });
    clock.minutes = 60;
    const outcome = await run({ ...remove, PhysicalResourceId: 'Shop-Resource-INVENTED' });
    expect(outcome.status).toBe('SUCCESS');
    expect(personalize.statusOf(ARN)).toBe('DELETE IN_PROGRESS');
  });

  it('waits for a training that is under way, then deletes', async () => {
    personalize.behaviour.createMinutes = 40;
    personalize.add('recommender', 'Shop-most-viewed', { ...input, tags: ours });
    expect(await run(remove)).toMatchObject({ status: 'SUCCESS' });
    expect(personalize.resources.get(ARN)?.deletedAt).toBe(40);
  });

  it('deletes a recommender that somebody stopped', async () => {
    personalize.add('recommender', 'Shop-most-viewed', { ...input, tags: ours }).status = 'INACTIVE';
    expect((await run(remove)).status).toBe('SUCCESS');
    expect(personalize.statusOf(ARN)).toBe('DELETE IN_PROGRESS');
  });

  it.each(['tags', 'tagged'] as const)('waits for the tags of what is new (%s)', async (what) => {
    personalize.unseen[what] = 4;
    personalize.add('recommender', 'Shop-most-viewed', { ...input, tags: ours });
    expect(await run(remove)).toMatchObject({ status: 'SUCCESS' });
    expect(personalize.resources.get(ARN)?.deletedAt).toBe(4);
  });

  it('leaves alone what another stack made under the same name', async () => {
    personalize.add('recommender', 'Shop-most-viewed', { ...input, tags: theirs });
    clock.minutes = 60;
    expect(await run(remove)).toMatchObject({ status: 'SUCCESS', polls: 1 });
    expect(personalize.statusOf(ARN)).toBe('ACTIVE');
  });

  it('fails at a resource without the tag: it may cost money, and may be somebody’s', async () => {
    personalize.add('recommender', 'Shop-most-viewed', input);
    clock.minutes = 60;
    const { status, reason } = await run(remove);
    expect(status).toBe('FAILED');
    expect(reason).toContain('Delete it by hand');
    expect(countOf('DeleteRecommender')).toBe(0);
  });

  it('fails with the remedy when training outlasts the hour', async () => {
    personalize.behaviour.createMinutes = 90;
    personalize.add('recommender', 'Shop-most-viewed', { ...input, tags: ours });
    const { status, reason } = await run(remove);
    expect(status).toBe('FAILED');
    expect(reason).toContain('destroy again');
  });
});

import { ARN, create, ownedWorld, theirs, update } from './owned-world';

const { add, callsOf, clock, fails, personalize, run, stack, status, succeeds } = ownedWorld();

describe('a Create whose reads come too early', () => {
  it('takes what it has just made for its own, whatever tags say', async () => {
    personalize.unseen.tags = 60;
    await succeeds(create, { polls: 1 });
  });

  it.each(['tags', 'tagged'] as const)(
    'waits for the tags of what an earlier attempt has made (%s)',
    async (what) => {
      await run(create);
      personalize.unseen[what] = 3;
      await succeeds(create, { physicalId: ARN });
      expect([clock.minutes, callsOf('CreateRecommender')]).toEqual([3, 1]);
    },
  );

  it('makes it once where its description comes later', async () => {
    personalize.unseen.description = 3;
    await succeeds(create);
    expect([clock.minutes, personalize.resources.size]).toEqual([3, 1]);
  });

  it('fails in words, after minutes, where what is new has no owner in the end', async () => {
    add([], 0);
    await fails(create, `${ARN} already exists and does not belong to this stack`);
    expect(clock.minutes).toBeGreaterThanOrEqual(5);
    expect(clock.minutes).toBeLessThan(10);
  });

  it('fails at once at what is new and another stack’s', async () => {
    add(theirs, 0);
    expect(await run(create)).toMatchObject({ status: 'FAILED', polls: 0 });
  });
});

describe('a look at the stack', () => {
  const failed = (): Error => Object.assign(new Error('the status of the stack'), { $retryable: {} });
  let looks: number;
  beforeEach(() => (looks = 0));

  it('that fails is taken again, before the creation and after it', async () => {
    stack.look = async () => {
      if (++looks % 3 !== 0) throw failed();
      return false;
    };
    await succeeds(create, { polls: 5 });
    expect(callsOf('CreateRecommender')).toBe(1);
  });

  it('that failed after the creation is made up for: what is not wanted any more is taken back', async () => {
    stack.look = async () => {
      if (++looks === 2) throw failed();
      return looks > 2;
    };
    await fails(create);
    expect([callsOf('CreateRecommender'), status()]).toEqual([1, 'DELETE IN_PROGRESS']);
  });

  it('fails a Create, in words, that never gets an answer, and makes nothing', async () => {
    stack.look = () => Promise.reject(failed());
    await fails(create, 'After 55 minutes still waiting for the status of the stack');
    expect(callsOf('CreateRecommender')).toBe(0);
  });

  it('is taken twice for a creation, and not at all for an Update', async () => {
    stack.look = async () => ++looks < 0;
    await run(create);
    expect(looks).toBe(2);
    clock.minutes = 60;
    await run(update());
    expect(looks).toBe(2);
  });

  it('is taken, too, where an Update had to make the resource anew', async () => {
    stack.look = async () => ++looks > 1;
    await run(update());
    expect([callsOf('CreateRecommender'), status()]).toEqual([1, 'DELETE IN_PROGRESS']);
  });
});

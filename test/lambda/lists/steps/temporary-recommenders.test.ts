import { LISTS_TAG, OWNER_TAG } from '@ecommerce-recommenders/shop-data/contracts/functions/tags';
import { temporaryRecommenders } from '../../../../lambda/lists/steps/temporary-recommenders';
import { FakePersonalize } from '../../support/fake-personalize';
import { PLAN, recommenderArn, RUN, STACK_ID } from './world';

const [properties] = PLAN.recommenders;
const arn = recommenderArn('best-sellers');

describe('temporary recommenders', () => {
  const clock = { minutes: 100 };
  let personalize: FakePersonalize;
  let recommenders: ReturnType<typeof temporaryRecommenders>;
  beforeEach(() => {
    personalize = new FakePersonalize(clock);
    Object.assign(personalize.behaviour, { createMinutes: 30, deleteMinutes: 17 });
    recommenders = temporaryRecommenders(personalize.client, STACK_ID, () => clock.minutes * 60_000);
  });
  const tagsOf = (tags: Record<string, string>): object[] =>
    Object.entries(tags).map(([tagKey, tagValue]) => ({ tagKey, tagValue }));
  const add = (tags: Record<string, string>) => {
    const added = personalize.add('recommender', 'Shop-best-sellers', { tags: tagsOf(tags) });
    clock.minutes += 60;
    return added;
  };
  const ensured = (): Promise<string | undefined> => recommenders.ensure(properties, RUN);
  const released = (): Promise<string | undefined> => recommenders.release(arn);

  it('are created with the tags of the stack and of the run, and ready once these appear and they are ACTIVE', async () => {
    personalize.unseen.tags = 2;
    expect(await ensured()).toBe(`${arn} to be trained`);
    const tags = tagsOf({ [OWNER_TAG]: STACK_ID, team: 'shop', [LISTS_TAG]: RUN });
    expect(personalize.resources.get(arn)?.tags).toEqual(tags);
    expect(await ensured()).toBe(`the tags of ${arn} to appear`);
    expect(await released()).toContain('the tags of');
    clock.minutes += 2;
    expect(await ensured()).toBe(`${arn} (CREATE IN_PROGRESS)`);
    clock.minutes += 28;
    expect(await ensured()).toBeUndefined();
  });

  it('may be a live one, which is used as it is and never deleted', async () => {
    const live = add({ [OWNER_TAG]: STACK_ID });
    expect([await ensured(), await released()]).toEqual([undefined, undefined]);
    expect(personalize.statusOf(arn)).toBe('ACTIVE');
    live.status = 'INACTIVE';
    await expect(ensured()).rejects.toThrow('start it with "aws personalize start-recommender');
  });

  it.each([
    ['another stack', { [OWNER_TAG]: `${STACK_ID}2`, [LISTS_TAG]: RUN }],
    ['nobody known', {}],
  ])('fail for one of %s, and leave it', async (_whose, tags: Record<string, string>) => {
    add(tags);
    await expect(ensured()).rejects.toThrow('does not belong to this stack');
    expect(await released()).toBeUndefined();
    expect(personalize.statusOf(arn)).toBe('ACTIVE');
  });

  it('fail with the reason of a training that failed', async () => {
    personalize.behaviour.failureReason = 'Too few views.';
    await ensured();
    clock.minutes += 30;
    await expect(ensured()).rejects.toThrow('failed: Too few views.');
    expect(await released()).toBeUndefined();
    expect(personalize.statusOf(arn)).toBe('DELETE IN_PROGRESS');
  });

  it('are released once their training is over, also where they are gone', async () => {
    await ensured();
    expect(await released()).toBe(`${arn} (CREATE IN_PROGRESS), to delete it`);
    for (const minutes of [30, 0, 17]) {
      clock.minutes += minutes;
      expect(await released()).toBeUndefined();
    }
  });
});

import type { AskedSlice, ListsState } from '@ecommerce-recommenders/shop-data/contracts/functions/lists';
import { MAX_SLICES } from '@ecommerce-recommenders/shop-data/contracts/lists/slices';
import type { ListsManifest } from '@ecommerce-recommenders/shop-data/contracts/lists/manifest';
import { catalogue } from '../../../../lambda/lists/steps/catalogue';
import { claim } from '../../../../lambda/runs/claim';
import { finish } from '../../../../lambda/lists/steps/finish';
import { switchOver } from '../../../../lambda/lists/steps/switch-over';
import { train } from '../../../../lambda/lists/steps/train';
import type { TemporaryRecommenders } from '../../../../lambda/lists/steps/temporary-recommenders';
import { serviceError } from '../../support/fake-personalize';
import { execution, lists, PLAN, RUN, startedAt, step } from './world';

const HOUR = 60;
const counts = { items: 1, empty: 0, compared: 0, fresh: 0 };
const ASKED: AskedSlice[] = [
  { list: 0, ...counts },
  { list: 1, part: 0, ...counts, items: 6, empty: 1 },
  { list: 1, part: 1, ...counts, items: 2, compared: 10, fresh: 3 },
  { list: 2, part: 0, ...counts, items: 8, empty: 8 },
];
const MADE: ListsState = {
  trained: {},
  catalogue: { items: 10, shards: 4, partShards: 1024, slices: [], madeMs: 0 },
  asked: ASKED,
  switched: {},
};

describe('a run that makes lists', () => {
  let minutes: number;
  let world: ReturnType<typeof lists>;
  const now = (): number => Date.parse(startedAt) + minutes * 60_000;
  beforeEach(() => {
    minutes = 0;
    world = lists(now);
  });
  const manifest = (): ListsManifest => JSON.parse(world.bucket.text('lists/manifest.json')) as ListsManifest;
  const recommenders = (more: Partial<TemporaryRecommenders> = {}): TemporaryRecommenders => ({
    ensure: async () => undefined,
    release: async () => undefined,
    ...more,
  });

  describe('claims', () => {
    const claimed = async (isFree: boolean, force = false, open?: string): Promise<string> => {
      const claiming = claim({ take: async () => isFree }, now, async () => open);
      return (await claiming({ execution, startedAt, state: { force } })).next;
    };

    it.each([
      [true, false, 'train'],
      [true, true, 'train'],
      [false, false, 'leave'],
      [false, true, 'wait'],
    ])('the lists: free %s, forced %s, and then it will %s', async (isFree, force, next) => {
      expect(await claimed(isFree, force)).toBe(next);
    });

    it('nothing where another run does not come to an end', async () => {
      minutes = 30 * HOUR;
      await expect(claimed(false, true)).rejects.toThrow('waited too long for another run to end');
      expect(await claimed(false)).toBe('leave');
    });

    it('them, and waits for the end of a data deletion job without leaving them to another', async () => {
      const job = 'arn:job (PENDING)';
      expect(await claimed(true, false, job)).toBe('deletion');
      expect(await claimed(false, false, job)).toBe('leave');
      minutes = 30 * HOUR - 1;
      expect(await claimed(true, false, job)).toBe('deletion');
      // An execution has 25,000 events.
      minutes = 30 * HOUR;
      await expect(claimed(true, false, job)).rejects.toThrow(`waited too long for ${job} to end`);
    });
  });

  describe('trains', () => {
    const trained = (ensure: TemporaryRecommenders['ensure']): Promise<object> => {
      const world = { recommenders: recommenders({ ensure }), patienceHours: 4, now };
      return train(world)(step({ claimed: { next: 'train', claimedMs: Date.parse(startedAt) } }));
    };

    it('again after an error that passes, and gives up with the reason of another', async () => {
      const throttled = serviceError('ThrottlingException', 'Rate exceeded');
      expect(await trained(() => Promise.reject(throttled))).toHaveProperty('waitingFor');
      const problem = 'Too few views.';
      expect(await trained(() => Promise.reject(new Error(problem)))).toEqual({ problem });
    });

    it('for as long as the setting says', async () => {
      minutes = 4 * HOUR;
      const problem: unknown = expect.stringMatching(
        /^after 4 hours still waiting for .*trainingTimeoutHours$/,
      );
      expect(await trained(async () => 'training')).toEqual({ problem });
    });
  });

  describe('reads the catalogue', () => {
    const read = (items: 'all' | 'with-traffic' = 'all', plan = PLAN) => {
      const { s3, objects } = world;
      return catalogue({ s3, bucket: 'data', objects, items, now })(step({}, plan));
    };
    const put = (text: string, file = 'training_item.csv'): void => world.bucket.put(`dataset/${file}`, text);
    const asked = (): string[] =>
      world.bucket
        .keys(`lists/${RUN}/items/`)
        .flatMap((key) => (JSON.parse(world.bucket.text(key)) as string[][]).flat())
        .sort();

    it('of the prepared file and of what fresh data has added, each item once', async () => {
      put('ITEM_ID,NAME\ni1,a\ni2,b\n');
      minutes = 1;
      put('ITEM_ID,NAME\ni2,c\ni3,d\n', 'added/training_item.csv/1.csv');
      expect(await read()).toEqual({
        ...{ items: 3, shards: 1, partShards: 1024, madeMs: now() },
        slices: [{ list: 0 }, { list: 1, part: 0 }, { list: 2, part: 0 }],
      });
      expect(asked()).toEqual(['i1', 'i2', 'i3']);
    });

    it('of items with traffic, and of a shop that has no file of items, from the interactions', async () => {
      put('USER_ID,ITEM_ID\nu,i7\nv,i7\nu,i8\n', 'training_interaction.csv');
      await read();
      expect(asked()).toEqual(['i7', 'i8']);
      put('ITEM_ID,NAME\ni1,a\n');
      await read('with-traffic');
      expect(asked()).toEqual(['i7', 'i8']);
    });

    it('and says where there is nothing to ask for', async () => {
      expect((await read()).problem).toContain('there is no item in dataset/ of the bucket data');
    });

    it('in slices that fit into an answer and a history, whatever its size', async () => {
      put(`ITEM_ID\n${Array.from({ length: 100_000 }, (_, at) => `SKU-${at}`).join('\n')}\n`);
      const many = Array.from({ length: 150 }, () => PLAN.lists[1]);
      const { slices, shards, partShards } = await read('all', { ...PLAN, lists: many });
      expect(shards).toBe(4096);
      expect(slices.length).toBeLessThanOrEqual(MAX_SLICES);
      expect(Math.ceil(shards / partShards) * many.length).toBe(slices.length);
      expect(asked()).toHaveLength(100_000);
    });
  });

  describe('switches over', () => {
    const switched = (state: ListsState = MADE): Promise<{ problem?: string }> =>
      switchOver(world.objects, now)(step(state));

    it('with one manifest that measures the lists, and once: a repeated step changes nothing', async () => {
      expect(await switched()).toEqual({});
      const prefix = (of: string): string => `lists/${RUN}/${of}/`;
      const useCase = 'frequently-bought-together';
      expect(manifest()).toEqual({
        ...{ format: 1, run: RUN, madeAt: '2026-11-27T03:00:00.000Z', listLength: 100 },
        lists: [
          {
            ...{ useCase: 'best-sellers', prefix: prefix('best-sellers/_') },
            ...{ shards: 1, items: 1, empty: 0, coverage: 1 },
          },
          {
            ...{ useCase, prefix: prefix(`${useCase}/_`) },
            ...{ shards: 4, items: 8, empty: 1, coverage: 0.7, changed: 0.3 },
          },
          {
            ...{ useCase, filter: 'cheap', prefix: prefix(`${useCase}/cheap`) },
            ...{ shards: 4, items: 8, empty: 8, coverage: 0 },
          },
        ],
      });
      const first = world.bucket.text('lists/manifest.json');
      expect(world.bucket.text(`lists/${RUN}/manifest.json`)).toBe(first);
      minutes = 5;
      expect(await switched()).toEqual({});
      expect(world.bucket.text('lists/manifest.json')).toBe(first);
    });

    it('not where far fewer lists were made than before, unless it is forced', async () => {
      await switched();
      const before = manifest().lists.map((one) => ({ ...one, items: 100 }));
      await world.objects.put('lists/manifest.json', { ...manifest(), run: 'before', lists: before });
      const { problem } = await switched();
      expect(problem).toContain('frequently-bought-together has 8 lists, before there were 100');
      expect(problem).toContain('{"force": true}');
      expect(manifest().run).toBe('before');
      expect(await switched({ ...MADE, force: true })).toEqual({});
      expect(manifest().run).toBe(RUN);
    });
  });

  describe('finishes', () => {
    let released: string[];
    let holder: string | undefined;
    /** Recommenders that it has looked at, to delete them. */
    let deleted: string[];
    beforeEach(() => {
      [released, deleted, holder] = [[], [], execution];
    });
    const finished = (
      state: ListsState,
      release: TemporaryRecommenders['release'] = async (arn) => void deleted.push(arn),
    ) =>
      finish({
        ...{ s3: world.s3, bucket: 'data', objects: world.objects, patienceHours: 4, now },
        recommenders: recommenders({ release }),
        lock: {
          holds: async (by) => holder === by,
          isAnothers: async (by) => holder !== undefined && holder !== by,
          release: async (by) => void released.push(by),
        },
      })(step(state)) as Promise<{ outcome?: string; problem?: string }>;
    const training = async (): Promise<string> => 'its training to end';

    it('once every recommender that a run of any settings may have left is being deleted, and not before', async () => {
      expect(await finished(MADE, training)).toHaveProperty('waitingFor');
      // It has all its patience where it has waited for a day before it began.
      minutes = 25 * HOUR;
      const claimed = { next: 'train', claimedMs: now() - 4 * HOUR * 60_000 } as const;
      expect(await finished({ ...MADE, claimed }, training)).toHaveProperty('waitingFor');
      expect(released).toEqual([]);
      expect(await finished(MADE)).toEqual({ outcome: 'switched' });
      expect([released, deleted]).toEqual([[execution], PLAN.temporary]);
    });

    it('touching nothing of a run that has taken over', async () => {
      holder = 'another';
      for (const key of ['lists/2020/0.json', 'lists/manifest.json'])
        world.bucket.put(key, '{"format":1,"run":"x","lists":[]}');
      const before = world.bucket.keys();
      const { outcome } = await finished({ error: { Error: 'States.Timeout', Cause: 'Stopped.' } });
      expect([outcome, deleted, world.bucket.keys()]).toEqual(['failed', [], before]);
    });

    it('its recommenders, which are billed, and no file where nobody has the claim any more', async () => {
      holder = undefined;
      world.bucket.put('lists/2020/0.json', '{}');
      await finished(MADE);
      expect([deleted, world.bucket.keys()]).toEqual([PLAN.temporary, ['lists/2020/0.json']]);
    });

    it.each<[string, ListsState, string, outcome?: string]>([
      ['a training', { trained: { problem: 'Too few views.' } }, 'Too few views.'],
      ['a check', { ...MADE, switched: { problem: 'all are empty' } }, 'all are empty', 'refused'],
      ['a function', { error: { Error: 'Error', Cause: '{"errorMessage":"Busy"}' } }, 'Busy'],
      ['a time-out', { error: { Error: 'States.Timeout' } }, 'States.Timeout'],
    ])('with the reason of %s that failed', async (_what, state, words, outcome = 'failed') => {
      const first = await finished(state);
      expect(first).toEqual({
        outcome,
        problem: expect.stringContaining(`No new lists: ${words}`) as string,
      });
      const left = 'No lists are in service. The next run tries again; to start one, execute';
      expect(first.problem).toContain(left);
      await world.objects.put('lists/manifest.json', { format: 1, run: 'before' });
      expect((await finished(state)).problem).toContain('The previous lists stay in service.');
    });

    it('after hours, and tells what is still billed', async () => {
      minutes = 8 * HOUR;
      const { problem } = await finished(MADE, async (arn) => `${arn} to train`);
      expect(problem).toMatch(
        /^New lists are in service, but these recommenders are not deleted yet: .*most-viewed to train\. The next run/,
      );
    });
  });
});

import type { AskedSlice, ListsState } from '@ecommerce-recommenders/shop-data/contracts/functions/lists';
import { MAX_SLICES } from '@ecommerce-recommenders/shop-data/contracts/lists/slices';
import type { ListsManifest } from '@ecommerce-recommenders/shop-data/contracts/lists/manifest';
import { catalogue } from '../../../../lambda/lists/steps/catalogue';
import { claim } from '../../../../lambda/runs/claim';
import { finish } from '../../../../lambda/lists/steps/finish';
import { switchOver } from '../../../../lambda/lists/steps/switch-over';
import { train } from '../../../../lambda/lists/steps/train';
import type { TemporaryRecommenders } from '../../../../lambda/lists/steps/temporary-recommenders';
import type { Clock } from '../../support/clock';
import { serviceError } from '../../support/fake-personalize';
import { execution, lists, PLAN, RUN, startedAt, step } from './world';

const HOUR_MS = 3_600_000;
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
  let clock: Clock;
  let world: ReturnType<typeof lists>;
  const now = (): number => Date.parse('2026-11-27T03:00:00.000Z') + clock.minutes * 60_000;
  beforeEach(() => {
    clock = { minutes: 0 };
    world = lists(now);
  });
  const manifest = (): ListsManifest => JSON.parse(world.bucket.text('lists/manifest.json')) as ListsManifest;
  const recommenders = (more: Partial<TemporaryRecommenders> = {}): TemporaryRecommenders => ({
    ensure: async () => undefined,
    release: async () => undefined,
    ...more,
  });

  describe('claims', () => {
    const lock = (isFree: boolean) => ({ take: async () => isFree });

    it.each([
      [true, false, 'train'],
      [true, true, 'train'],
      [false, false, 'leave'],
      [false, true, 'wait'],
    ])('the lists: free %s, forced %s, and then it will %s', async (isFree, force, next) => {
      const claiming = claim(lock(isFree), now, async () => undefined);
      expect((await claiming({ execution, startedAt, state: { force } })).next).toBe(next);
    });

    it('nothing where another run does not come to an end', async () => {
      const claiming = claim(lock(false), now, async () => undefined);
      clock.minutes = 30 * 60;
      const forced = { execution, startedAt, state: { force: true } };
      await expect(claiming(forced)).rejects.toThrow('waited too long for another run to end');
      expect((await claiming({ ...forced, state: {} })).next).toBe('leave');
    });

    it('them, and waits for the end of a data deletion job without leaving them to another', async () => {
      const open = async (): Promise<string> => 'arn:job (PENDING)';
      const claiming = (isFree: boolean) =>
        claim(lock(isFree), now, open)({ execution, startedAt, state: {} });
      expect((await claiming(true)).next).toBe('deletion');
      expect((await claiming(false)).next).toBe('leave');
      clock.minutes = 30 * 60 - 1;
      expect((await claiming(true)).next).toBe('deletion');
      // An execution has 25,000 events.
      clock.minutes = 30 * 60;
      await expect(claiming(true)).rejects.toThrow('waited too long for arn:job (PENDING) to end');
    });
  });

  describe('trains', () => {
    const trained = (more: Partial<TemporaryRecommenders>): Promise<object> =>
      train({ recommenders: recommenders(more), patienceHours: 4, now })(
        step({ claimed: { next: 'train', claimedMs: now() - clock.minutes * 60_000 } }),
      );

    it('until every recommender is ready', async () => {
      expect(await trained({ ensure: async ({ Name }) => `${Name} to train` })).toEqual({
        waitingFor: 'Shop-best-sellers to train, Shop-frequently-bought-together to train',
      });
      expect(await trained({})).toEqual({});
    });

    it('again after an error that passes, and gives up with the reason of another', async () => {
      const throttled = serviceError('ThrottlingException', 'Rate exceeded');
      expect(await trained({ ensure: () => Promise.reject(throttled) })).toHaveProperty('waitingFor');
      expect(await trained({ ensure: () => Promise.reject(new Error('Too few views.')) })).toEqual({
        problem: 'Too few views.',
      });
    });

    it('for as long as the setting says', async () => {
      clock.minutes = 4 * 60;
      expect(await trained({ ensure: async () => 'training' })).toEqual({
        problem: expect.stringMatching(/^after 4 hours still waiting for .*trainingTimeoutHours$/) as string,
      });
    });
  });

  describe('reads the catalogue', () => {
    const read = (items: 'all' | 'with-traffic' = 'all') =>
      catalogue({ s3: world.s3, bucket: 'data', objects: world.objects, items, now })(step());
    const asked = (): string[] =>
      world.bucket
        .keys(`lists/${RUN}/items/`)
        .flatMap((key) => (JSON.parse(world.bucket.text(key)) as string[][]).flat())
        .sort();

    it('of the prepared file and of what fresh data has added, each item once', async () => {
      world.bucket.put('dataset/training_item.csv', 'ITEM_ID,NAME\ni1,a\ni2,b\n');
      clock.minutes = 1;
      world.bucket.put('dataset/added/training_item.csv/1.csv', 'ITEM_ID,NAME\ni2,c\ni3,d\n');
      expect(await read()).toEqual({
        items: 3,
        shards: 1,
        partShards: 1024,
        madeMs: now(),
        slices: [{ list: 0 }, { list: 1, part: 0 }, { list: 2, part: 0 }],
      });
      expect(asked()).toEqual(['i1', 'i2', 'i3']);
    });

    it('of items with traffic, and of a shop that has no file of items, from the interactions', async () => {
      world.bucket.put('dataset/training_interaction.csv', 'USER_ID,ITEM_ID\nu,i7\nv,i7\nu,i8\n');
      await read();
      expect(asked()).toEqual(['i7', 'i8']);
      world.bucket.put('dataset/training_item.csv', 'ITEM_ID,NAME\ni1,a\n');
      await read('with-traffic');
      expect(asked()).toEqual(['i7', 'i8']);
    });

    it('and says where there is nothing to ask for', async () => {
      expect((await read()).problem).toContain('there is no item in dataset/ of the bucket data');
    });

    it('in slices that fit into an answer and a history, whatever its size', async () => {
      const rows = Array.from({ length: 100_000 }, (_, at) => `SKU-${at}`);
      world.bucket.put('dataset/training_item.csv', `ITEM_ID\n${rows.join('\n')}\n`);
      const many = Array.from({ length: 150 }, () => PLAN.lists[1]);
      const { slices, shards, partShards } = await catalogue({
        ...{ s3: world.s3, bucket: 'data', objects: world.objects, items: 'all', now },
      })(step({}, { ...PLAN, lists: many }));
      expect(shards).toBe(4096);
      expect(slices.length).toBeLessThanOrEqual(MAX_SLICES);
      expect(Math.ceil(shards / partShards) * many.length).toBe(slices.length);
      expect(asked()).toHaveLength(100_000);
    });
  });

  describe('switches over', () => {
    const switched = (state: ListsState = MADE): Promise<{ problem?: string }> =>
      switchOver(world.objects, now)(step(state));

    it('with one manifest that measures the lists', async () => {
      expect(await switched()).toEqual({});
      expect(manifest()).toEqual({
        format: 1,
        run: RUN,
        madeAt: '2026-11-27T03:00:00.000Z',
        listLength: 100,
        lists: [
          {
            useCase: 'best-sellers',
            prefix: `lists/${RUN}/best-sellers/_/`,
            ...{ shards: 1, items: 1, empty: 0, coverage: 1 },
          },
          {
            useCase: 'frequently-bought-together',
            prefix: `lists/${RUN}/frequently-bought-together/_/`,
            ...{ shards: 4, items: 8, empty: 1, coverage: 0.7, changed: 0.3 },
          },
          {
            useCase: 'frequently-bought-together',
            filter: 'cheap',
            prefix: `lists/${RUN}/frequently-bought-together/cheap/`,
            ...{ shards: 4, items: 8, empty: 8, coverage: 0 },
          },
        ],
      });
      expect(world.bucket.text(`lists/${RUN}/manifest.json`)).toBe(world.bucket.text('lists/manifest.json'));
    });

    it('not where far fewer lists were made than before, unless it is forced', async () => {
      await switched();
      const before = { ...manifest(), run: 'before' };
      await world.objects.put('lists/manifest.json', {
        ...before,
        lists: before.lists.map((one) => ({ ...one, items: 100 })),
      });
      const { problem } = await switched();
      expect(problem).toContain('frequently-bought-together has 8 lists, before there were 100');
      expect(problem).toContain('{"force": true}');
      expect(manifest().run).toBe('before');
      expect(await switched({ ...MADE, force: true })).toEqual({});
      expect(manifest().run).toBe(RUN);
    });

    it('once: a repeated step changes nothing', async () => {
      await switched();
      const first = world.bucket.text('lists/manifest.json');
      clock.minutes = 5;
      expect(await switched()).toEqual({});
      expect(world.bucket.text('lists/manifest.json')).toBe(first);
    });
  });

  describe('finishes', () => {
    let released: string[];
    let holder: string | undefined;
    beforeEach(() => {
      released = [];
      holder = execution;
    });
    const finished = (state: ListsState, more: Partial<TemporaryRecommenders> = {}): Promise<object> =>
      finish({
        ...{ s3: world.s3, bucket: 'data', objects: world.objects, patienceHours: 4, now },
        recommenders: recommenders(more),
        lock: {
          holds: async (by) => holder === by,
          isAnothers: async (by) => holder !== undefined && holder !== by,
          release: async (by) => void released.push(by),
        },
      })(step(state));

    it('once the recommenders are being deleted, and not before', async () => {
      const waiting = await finished(MADE, { release: async () => 'its training to end' });
      expect(waiting).toHaveProperty('waitingFor');
      expect(released).toEqual([]);
      expect(await finished(MADE)).toEqual({ outcome: 'switched' });
      expect(released).toEqual([execution]);
    });

    it('with all its patience where it has waited for a day before it began', async () => {
      clock.minutes = 25 * 60;
      const claimed = { next: 'train', claimedMs: now() - 4 * HOUR_MS } as const;
      const release = async (): Promise<string> => 'its training to end';
      expect(await finished({ ...MADE, claimed }, { release })).toHaveProperty('waitingFor');
    });

    it('touching nothing of a run that has taken over', async () => {
      holder = 'another';
      for (const key of ['lists/2020/0.json', 'lists/manifest.json'])
        world.bucket.put(key, '{"format":1,"run":"x","lists":[]}');
      const before = world.bucket.keys();
      const deleted: string[] = [];
      const { outcome } = (await finished(
        { error: { Error: 'States.Timeout', Cause: 'Stopped.' } },
        { release: async (arn) => void deleted.push(arn) },
      )) as { outcome: string };
      expect([outcome, deleted, world.bucket.keys()]).toEqual(['failed', [], before]);
    });

    it('its recommenders, which are billed, and no file where nobody has the claim any more', async () => {
      holder = undefined;
      world.bucket.put('lists/2020/0.json', '{}');
      const deleted: string[] = [];
      await finished(MADE, { release: async (arn) => void deleted.push(arn) });
      expect([deleted, world.bucket.keys()]).toEqual([PLAN.temporary, ['lists/2020/0.json']]);
    });

    it('looking at every recommender that a run of any settings may have left', async () => {
      const seen: string[] = [];
      await finished(MADE, { release: async (arn) => void seen.push(arn) });
      expect(seen).toEqual(PLAN.temporary);
    });

    it.each<[string, ListsState, string, outcome?: string]>([
      ['a training', { trained: { problem: 'Too few views.' } }, 'No new lists: Too few views.'],
      [
        'a check',
        { ...MADE, switched: { problem: 'all are empty' } },
        'No new lists: all are empty',
        'refused',
      ],
      [
        'a function',
        { error: { Error: 'Error', Cause: '{"errorMessage":"Rate exceeded"}' } },
        'No new lists: Rate exceeded',
      ],
      ['a time-out', { error: { Error: 'States.Timeout' } }, 'No new lists: States.Timeout'],
    ])(
      'with the reason of %s that failed, and where that leaves the shop',
      async (_what, state, words, outcome = 'failed') => {
        expect(await finished(state)).toEqual({
          outcome,
          problem: expect.stringContaining(words) as string,
        });
        expect(await finished(state)).toHaveProperty(
          'problem',
          expect.stringContaining('No lists are in service. The next run tries again; to start one, execute'),
        );
        await world.objects.put('lists/manifest.json', { format: 1, run: 'before' });
        expect(await finished(state)).toHaveProperty(
          'problem',
          expect.stringContaining('The previous lists stay in service.'),
        );
      },
    );

    it('after hours, and tells what is still billed', async () => {
      clock.minutes = 8 * 60;
      const { problem } = (await finished(MADE, { release: async (arn) => `${arn} to train` })) as {
        problem: string;
      };
      expect(problem).toMatch(
        /^New lists are in service, but these recommenders are not deleted yet: .*most-viewed to train\. The next run/,
      );
      expect(Date.parse('2026-11-27T03:00:00.000Z') + 8 * HOUR_MS).toBe(now());
    });
  });
});

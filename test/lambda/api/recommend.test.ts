import { arnOf, bodyOf, events, HANGS, itemsOf, request, SESSION, settled, useClock, World } from './world';

useClock();

const BOUGHT = '/recommendations/frequently-bought-together?item=i1';

const lists = (run: string, filter?: string): string =>
  JSON.stringify({
    format: 1,
    run,
    madeAt: '2026-11-27T00:00:00Z',
    listLength: 100,
    lists: [
      {
        useCase: 'most-viewed',
        filter,
        prefix: `lists/${run}/most-viewed/_/`,
        shards: 1,
        items: 1,
        empty: 0,
        coverage: 1,
      },
    ],
  });

describe('an answer', () => {
  it('has what the shop’s own data says of each item, and the id of the recommendation', async () => {
    const answer = await settled(new World().start()(request(`${BOUGHT}&num=1`)));
    expect(answer.statusCode).toBe(200);
    expect(bodyOf(answer)).toEqual({
      useCase: 'frequently-bought-together',
      from: 'live',
      because: 'asked',
      recommendationId: expect.stringMatching(/^RID-/) as unknown,
      items: [
        { itemId: 'i7', name: 'Item, 7', price: 7.5, currency: 'EUR', category: 'cat', image: '/img/7.jpg' },
      ],
    });
  });

  it('never shows what is sold out, withdrawn, excluded, or looked at', async () => {
    const world = new World();
    world.behaviours['frequently-bought-together'] = ['i3', 'i99', 'i1', 'i5', 'i6', 'i7'];
    const answer = await settled(world.start()(request(`${BOUGHT}&exclude=i5,i88`)));
    expect(itemsOf(answer)).toEqual(['i6', 'i7']);
  });

  it('shows items that the table of a shop without a catalogue does not describe, and takes events of them', async () => {
    const world = new World();
    world.behaviours['frequently-bought-together'] = ['i99', 'i7'];
    const handler = world.start({ hasOtherItems: true });
    expect(bodyOf(await settled(handler(request(BOUGHT)))).items).toMatchObject([
      { itemId: 'i99' },
      { itemId: 'i7', name: 'Item, 7', price: 7.5 },
    ]);
    const sent = events({ session: SESSION, events: [{ type: 'View', itemId: 'i98' }] });
    expect((await settled(handler(sent))).statusCode).toBe(202);
  });

  it('asks for more than it shows, because some may fall out', async () => {
    const world = new World();
    await settled(world.start()(request(`${BOUGHT}&num=4&exclude=i5`)));
    const [asked] = world.inputs('GetRecommendations').filter(({ itemId }) => itemId === 'i1');
    expect(asked.numResults).toBeGreaterThanOrEqual(4 + 1 + 10);
  });

  it('for nobody in particular is asked for once a minute, and for a session each time', async () => {
    const world = new World();
    const handler = world.start();
    const asked = (): number =>
      world.inputs('GetRecommendations').filter(({ itemId }) => itemId === 'i1').length;
    await settled(handler(request(BOUGHT)));
    await settled(handler(request(`${BOUGHT}&num=5`)));
    expect(asked()).toBe(1);
    await settled(handler(request(`${BOUGHT}&num=50`)));
    expect(asked()).toBe(2);
    await settled(handler(request(`${BOUGHT}&session=${SESSION}`)));
    await settled(handler(request(`${BOUGHT}&session=${SESSION}`)));
    expect(asked()).toBe(4);
    jest.setSystemTime(Date.now() + 60_000);
    await settled(handler(request(BOUGHT)));
    expect(asked()).toBe(5);
  });

  it('follows the table: what fresh data sells out is gone within a minute, and what is withdrawn', async () => {
    const world = new World();
    const handler = world.start();
    const shown = async (): Promise<string[]> => itemsOf(await settled(handler(request(BOUGHT))));
    const header = 'ITEM_ID,NAME,CATEGORY_L1,STOCK,IMAGE,PRICE\n';
    expect(await shown()).toEqual(['i7', 'i8']);
    const added = 'dataset/added/training_item.csv/1.csv';
    world.objects.set(added, `${header}i7,x,cat,0,,1\n`);
    world.writtenMs.set(added, 1);
    jest.setSystemTime(Date.now() + 59_000);
    expect(await shown()).toEqual(['i7', 'i8']);
    jest.setSystemTime(Date.now() + 1_000);
    expect(await shown()).toEqual(['i8']);
    world.objects.set('dataset/training_item.csv', `${header}i7,x,cat,9,,1\n`);
    world.writtenMs.set('dataset/training_item.csv', 2);
    jest.setSystemTime(Date.now() + 60_000);
    expect(await shown()).toEqual(['i7']);
  });

  it('names the filter of the request, else the default one', async () => {
    const world = new World();
    const handler = world.start({ filter: 'cheap' });
    await settled(handler(request(BOUGHT)));
    await settled(handler(request(`${BOUGHT}&filter=like`)));
    const asked = world.inputs('GetRecommendations').filter(({ itemId }) => itemId === 'i1');
    expect(asked.map(({ filterArn }) => String(filterArn).split('/')[1])).toEqual([
      'Shop-cheap-1',
      'Shop-like-1',
    ]);
  });

  it('gives a filter the days that it asks for', async () => {
    const world = new World();
    jest.setSystemTime(Date.parse('2026-11-27T12:00:00Z'));
    const handler = world.start();
    await settled(handler(request(`${BOUGHT}&filter=fresh`)));
    await settled(handler(request(`${BOUGHT}&filter=cheap`)));
    const asked = world.inputs('GetRecommendations').filter(({ itemId }) => itemId === 'i1');
    expect(
      asked.map(({ filterArn, filterValues }) => [String(filterArn).split('/')[1], filterValues]),
    ).toEqual([
      ['Shop-fresh-1', { TODAY_MINUS_30D: String(Date.parse('2026-10-28T00:00:00Z') / 1_000) }],
      ['Shop-cheap-1', undefined],
    ]);
  });

  it.each([
    ['/recommendations/best-seller', 'useCase is "best-seller", allowed is most-viewed, best-sellers'],
    ['/recommendations/customers-who-viewed-x-also-viewed?item=i1', 'The shop does not have customers-who'],
    [
      '/recommendations/frequently-bought-together',
      'item is absent, but frequently-bought-together needs one, or items.',
    ],
    ['/recommendations/best-sellers?num=0', 'num is 0, allowed is a whole number from 1 to 50.'],
    ['/recommendations/best-sellers?num=1e1', 'num is "1e1"'],
    [
      '/recommendations/best-sellers?filter=none',
      'filter is none, allowed for best-sellers are cheap, unbought, fresh.',
    ],
    ['/recommendations/best-sellers?filter=like', 'filter is like, allowed'],
    ['/recommendations/most-viewed?filter=unbought', 'allowed for most-viewed are cheap, fresh.'],
    ['/recommendations/best-sellers?session=1', 'session is "1", allowed is a text of 16 to 64 characters'],
    [
      '/recommendations/best-sellers?color=red',
      'The parameter color is not known, allowed are item, items, user',
    ],
    ['/recommendations/best-sellers?num=1&num=2', 'num is there twice, allowed is once.'],
    [`/recommendations/best-sellers?exclude=${'a,'.repeat(51)}`, 'exclude has 51 entries, allowed are 50.'],
    ['/recommendations/best-sellers?__proto__=1', 'The parameter __proto__ is not known'],
  ])('to %s says what is wrong, and asks nobody', async (path, message) => {
    const world = new World();
    const handler = world.start();
    const answer = await settled(handler(request(path)));
    expect(world.sent).toEqual([]);
    expect(answer.statusCode).toBe(400);
    expect(bodyOf(answer).message).toContain(message);
    expect(answer.headers['cache-control']).toBe('private, no-store');
  });
});

describe('a shelf is never empty where a recommender', () => {
  it.each([
    ['hangs', HANGS],
    ['is stopped, or in training', 'InvalidInputException'],
    ['is throttled', 'ThrottlingException'],
    ['is gone', 'ResourceNotFoundException'],
    ['answers nothing', []],
  ])('%s: best sellers stand in, and the answer says so', async (_what, behaviour) => {
    const world = new World();
    const handler = world.start();
    world.behaviours['frequently-bought-together'] = behaviour;
    const answer = await settled(handler(request(BOUGHT)));
    expect(answer.statusCode).toBe(200);
    expect(bodyOf(answer)).toMatchObject({
      useCase: 'frequently-bought-together',
      from: 'best-sellers',
      because: 'no-answer',
    });
    expect(itemsOf(answer)).toEqual(['i2', 'i4', 'i5']);
    expect(answer.headers['cache-control']).toBe('public, max-age=10');
    expect(world.log).toContainEqual(
      expect.objectContaining({ message: 'fallback', Fallbacks: 1, Stack: 'Shop' }),
    );
  });

  it('hangs: it costs 250 ms once, and then nothing', async () => {
    const world = new World();
    const handler = world.start();
    await settled(handler(request('/recommendations/best-sellers')));
    world.behaviours['frequently-bought-together'] = HANGS;
    const costs: number[] = [];
    for (let at = 0; at < 3; at++) {
      const beganMs = Date.now();
      await settled(handler(request(BOUGHT)));
      costs.push(Date.now() - beganMs);
    }
    expect(costs).toEqual([250, 0, 0]);
  });

  it('hangs in a cold environment, where all others hang as well', async () => {
    const world = new World();
    await settled(world.start()(request('/recommendations/best-sellers')));
    for (const name of Object.keys(world.behaviours)) world.behaviours[name] = HANGS;
    const answer = await settled(world.start()(request(BOUGHT)));
    expect(bodyOf(answer).from).toBe('best-sellers');
    expect(itemsOf(answer)).toEqual(['i2', 'i4', 'i5']);
  });

  it('fails after the best sellers could not be kept at once: they are kept a minute later', async () => {
    const world = new World();
    const handler = world.start();
    world.s3Failure = 'InternalError';
    await settled(handler(request('/recommendations/best-sellers')));
    delete world.s3Failure;
    jest.setSystemTime(Date.now() + 60_000);
    await settled(handler(request('/recommendations/best-sellers')));
    for (const name of Object.keys(world.behaviours)) world.behaviours[name] = HANGS;
    expect(bodyOf(await settled(world.start()(request(BOUGHT)))).from).toBe('best-sellers');
  });

  it('fails before there was any answer: items in the order of the data', async () => {
    const world = new World();
    for (const name of Object.keys(world.behaviours)) world.behaviours[name] = 'InvalidInputException';
    const answer = await settled(world.start()(request(`${BOUGHT}&num=3`)));
    expect(bodyOf(answer).from).toBe('catalogue');
    expect(itemsOf(answer)).toEqual(['i0', 'i2', 'i4']);
    const withoutCatalogue = await settled(world.start({ hasOtherItems: true })(request(BOUGHT)));
    expect(bodyOf(withoutCatalogue)).toMatchObject({ from: 'nothing', items: [] });
  });

  it.each(['InternalError', HANGS])(
    'fails and S3 as well (%s): still 200, and sold-out items stay hidden',
    async (s3) => {
      const world = new World();
      for (const name of Object.keys(world.behaviours)) world.behaviours[name] = 'InvalidInputException';
      world.s3Failure = s3;
      const answer = await settled(world.start()(request(BOUGHT)));
      expect(answer.statusCode).toBe(200);
      expect(bodyOf(answer)).toMatchObject({ from: 'nothing', items: [] });
    },
  );

  it('fails with a filter of the items: what stands in has passed it, or is not shown', async () => {
    const world = new World();
    const handler = world.start();
    await settled(handler(request('/recommendations/best-sellers')));
    for (const name of Object.keys(world.behaviours)) world.behaviours[name] = 'InvalidInputException';
    expect(bodyOf(await settled(handler(request(`${BOUGHT}&filter=cheap`)))).from).toBe('nothing');
    expect(bodyOf(await settled(handler(request(`${BOUGHT}&filter=unbought`)))).from).toBe('best-sellers');
    jest.setSystemTime(Date.now() + 120_000);
    Object.assign(world.behaviours, { 'best-sellers': ['i11', 'i12'] });
    await settled(handler(request('/recommendations/best-sellers?filter=cheap')));
    world.behaviours['best-sellers'] = HANGS;
    expect(itemsOf(await settled(handler(request(`${BOUGHT}&filter=cheap`))))).toEqual(['i11', 'i12']);
  });

  it('comes back: one question tries it after a while, and it answers again', async () => {
    const world = new World();
    const handler = world.start();
    const asked = (): number =>
      world
        .inputs('GetRecommendations')
        .filter(({ recommenderArn }) => recommenderArn === arnOf('frequently-bought-together')).length;
    world.behaviours['frequently-bought-together'] = 'ThrottlingException';
    await settled(handler(request(BOUGHT)));
    await settled(handler(request(BOUGHT)));
    expect(asked()).toBe(1);
    jest.setSystemTime(Date.now() + 1_000);
    await settled(handler(request(BOUGHT)));
    expect(asked()).toBe(2);
    world.behaviours['frequently-bought-together'] = ['i7'];
    jest.setSystemTime(Date.now() + 1_999);
    expect(bodyOf(await settled(handler(request(BOUGHT)))).from).toBe('best-sellers');
    jest.setSystemTime(Date.now() + 1);
    expect(bodyOf(await settled(handler(request(BOUGHT)))).from).toBe('live');
  });
});

describe('an answer says why it has these items', () => {
  const POPULAR = Array.from({ length: 12 }, (_, at) => `i${at + 5}`);
  const FOR_YOU = '/recommendations/recommended-for-you';

  async function becauseOf(world: World, path: string): Promise<unknown> {
    const { from, because } = bodyOf(await settled(world.start()(request(path))));
    return [from, because];
  }

  it.each(['best-sellers', 'most-viewed'])(
    'an item without a history, for which the recommender answers with the %s',
    async (useCase) => {
      const world = new World();
      world.behaviours[useCase] = POPULAR;
      const handler = world.start({
        recommenders: {
          [useCase]: arnOf(useCase),
          'frequently-bought-together': arnOf('frequently-bought-together'),
        },
      });
      const ask = async (answer: readonly string[], query = ''): Promise<unknown> => {
        world.behaviours['frequently-bought-together'] = answer;
        jest.setSystemTime(Date.now() + 60_000);
        return bodyOf(await settled(handler(request(`${BOUGHT}${query}`)))).because;
      };
      expect(await ask(POPULAR)).toBe('no-history');
      // The recommender leaves out what the user has purchased.
      expect(await ask(POPULAR.filter((itemId) => itemId !== 'i6'))).toBe('no-history');
      expect(await ask(['i19', ...POPULAR])).toBe('asked');
      expect(await ask([...POPULAR].reverse())).toBe('asked');
      // So few may be in this order by chance.
      expect(await ask(POPULAR.slice(0, 4))).toBe('asked');
      // Nobody has asked for popular items with this filter.
      expect(await ask(POPULAR, '&filter=cheap')).toBe('no-history');
    },
  );

  it('an answer that popular items fill up, and says which these are, whoever has asked before', async () => {
    const world = new World();
    const others = POPULAR.filter((itemId) => itemId !== 'i9');
    world.behaviours['frequently-bought-together'] = ['i19', 'i9', 'i1', ...others];
    world.behaviours['best-sellers'] = POPULAR;
    for (const query of ['', '&filter=cheap']) {
      const { because, items } = bodyOf(await settled(world.start()(request(`${BOUGHT}${query}`))));
      const told = (items as { itemId: string; filler?: true }[]).map(({ itemId, filler }) => [
        itemId,
        filler,
      ]);
      expect([because, told]).toEqual([
        'asked',
        [['i19', undefined], ['i9', undefined], ...others.slice(0, 8).map((itemId) => [itemId, true])],
      ]);
    }
  });

  it('the same by lists', async () => {
    const world = new World();
    const names = ['best-sellers', 'frequently-bought-together'] as const;
    const [list] = (JSON.parse(lists('one')) as { lists: object[] }).lists;
    world.objects.set(
      'lists/manifest.json',
      JSON.stringify({
        ...(JSON.parse(lists('one')) as object),
        lists: names.map((useCase) => ({ ...list, useCase, prefix: `lists/one/${useCase}/_/` })),
      }),
    );
    world.objects.set('lists/one/best-sellers/_/0.json', JSON.stringify({ '': POPULAR }));
    world.objects.set(
      'lists/one/frequently-bought-together/_/0.json',
      JSON.stringify({ i1: POPULAR, i2: [...POPULAR].reverse() }),
    );
    const handler = world.start({ recommenders: { 'best-sellers': '', 'frequently-bought-together': '' } });
    const because: unknown[] = [];
    for (const path of [BOUGHT, BOUGHT.replace('i1', 'i2')]) {
      const body = bodyOf(await settled(handler(request(path))));
      because.push([body.from, body.because]);
    }
    expect(because).toEqual([
      ['lists', 'no-history'],
      ['lists', 'asked'],
    ]);
  });

  it('a visitor without a history, whose items have no scores', async () => {
    const world = new World();
    expect(await becauseOf(world, `${FOR_YOU}?session=${SESSION}`)).toEqual(['live', 'no-history']);
    world.scored.add('recommended-for-you');
    expect(await becauseOf(world, `${FOR_YOU}?session=${SESSION}`)).toEqual(['live', 'asked']);
    expect(await becauseOf(world, FOR_YOU)).toEqual(['live', 'no-history']);
  });

  it('popular items that were asked for', async () => {
    expect(await becauseOf(new World(), '/recommendations/best-sellers')).toEqual(['live', 'asked']);
  });

  it('an item that the shop does not have, which is no failure of a recommender', async () => {
    const world = new World();
    world.behaviours['frequently-bought-together'] = 'InvalidInputException';
    expect(await becauseOf(world, BOUGHT.replace('i1', 'i77'))).toEqual(['best-sellers', 'no-history']);
  });
});

describe('a use case of lists', () => {
  const shard = (...ids: readonly string[]): string => JSON.stringify({ '': ids });

  it('is answered from S3 once, and then from memory', async () => {
    const world = new World();
    world.objects.set('lists/manifest.json', lists('one'));
    world.objects.set('lists/one/most-viewed/_/0.json', shard('i5', 'i3', 'i6'));
    const handler = world.start();
    const first = await settled(handler(request('/recommendations/most-viewed')));
    expect(bodyOf(first)).toMatchObject({ from: 'lists' });
    expect(bodyOf(first)).not.toHaveProperty('recommendationId');
    expect(itemsOf(first)).toEqual(['i5', 'i6']);
    const before = world.sent.length;
    await settled(handler(request('/recommendations/most-viewed')));
    expect(world.sent).toHaveLength(before);
  });

  it('looks for newer lists once a minute', async () => {
    const world = new World();
    world.objects.set('lists/manifest.json', lists('one'));
    world.objects.set('lists/one/most-viewed/_/0.json', shard('i5'));
    const handler = world.start();
    await settled(handler(request('/recommendations/most-viewed')));
    world.objects.set('lists/manifest.json', lists('two'));
    world.objects.set('lists/two/most-viewed/_/0.json', shard('i6'));
    jest.setSystemTime(Date.now() + 59_000);
    expect(itemsOf(await settled(handler(request('/recommendations/most-viewed'))))).toEqual(['i5']);
    jest.setSystemTime(Date.now() + 1_000);
    expect(itemsOf(await settled(handler(request('/recommendations/most-viewed'))))).toEqual(['i6']);
  });

  it('falls back on best sellers before there are lists', async () => {
    const answer = await settled(new World().start()(request('/recommendations/most-viewed')));
    expect(bodyOf(answer).from).toBe('best-sellers');
  });
});

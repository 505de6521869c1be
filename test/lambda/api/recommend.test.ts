import { arnOf, bodyOf, events, HANGS, itemsOf, manifestOf, pass, SESSION, useWorld } from './world';

const world = useWorld();

const BOUGHT = '/recommendations/frequently-bought-together?item=i1';
const BEST = '/recommendations/best-sellers';
const VIEWED = '/recommendations/most-viewed';
const TOGETHER = 'frequently-bought-together';

const asked = () => world.askedOf(TOGETHER);

describe('an answer', () => {
  it('has what the shop’s own data says of each item, and the id of the recommendation', async () => {
    const answer = await world.ask(`${BOUGHT}&num=1`);
    const known = { name: 'Item, 7', price: 7.5, currency: 'EUR', category: 'cat', image: '/img/7.jpg' };
    expect(answer.statusCode).toBe(200);
    expect(bodyOf(answer)).toEqual({
      useCase: 'frequently-bought-together',
      from: 'live',
      because: 'asked',
      recommendationId: 'RID-i1',
      items: [{ itemId: 'i7', ...known }],
    });
  });

  it('never shows what is sold out, withdrawn, excluded, or looked at', async () => {
    world.behaviours[TOGETHER] = ['i3', 'i99', 'i1', 'i5', 'i6', 'i7'];
    expect(itemsOf(await world.ask(`${BOUGHT}&exclude=i5,i88`))).toEqual(['i6', 'i7']);
  });

  it('shows items that the table of a shop without a catalogue does not describe, and takes events of them', async () => {
    world.behaviours[TOGETHER] = ['i99', 'i7'];
    const ask = world.start({ hasOtherItems: true });
    const seven = { itemId: 'i7', name: 'Item, 7', price: 7.5 };
    expect(bodyOf(await ask(BOUGHT)).items).toMatchObject([{ itemId: 'i99' }, seven]);
    const sent = events({ session: SESSION, events: [{ type: 'View', itemId: 'i98' }] });
    expect((await ask(sent)).statusCode).toBe(202);
  });

  it('for nobody in particular is asked for once a minute, and for a session each time', async () => {
    const questions: number[] = [];
    for (const more of ['', '&num=5', '&num=50', `&session=${SESSION}`, `&session=${SESSION}`]) {
      await world.ask(`${BOUGHT}${more}`);
      questions.push(asked().length);
    }
    expect(questions).toEqual([1, 1, 2, 3, 4]);
    pass(60);
    await world.ask(BOUGHT);
    expect(asked()).toHaveLength(5);
  });

  it('follows the table: what fresh data sells out is gone within a minute, and what is withdrawn', async () => {
    const shown = async (): Promise<string[]> => itemsOf(await world.ask(BOUGHT));
    const put = (key: string, row: string, ms: number): void => {
      world.objects.set(key, `ITEM_ID,NAME,CATEGORY_L1,STOCK,IMAGE,PRICE\n${row}\n`);
      world.writtenMs.set(key, ms);
    };
    expect(await shown()).toEqual(['i7', 'i8']);
    put('dataset/added/training_item.csv/1.csv', 'i7,x,cat,0,,1', 1);
    pass(59);
    expect(await shown()).toEqual(['i7', 'i8']);
    pass(1);
    expect(await shown()).toEqual(['i8']);
    put('dataset/training_item.csv', 'i7,x,cat,9,,1', 2);
    pass(60);
    expect(await shown()).toEqual(['i7']);
  });

  it('names the filter of the request, else the default one, and gives it the days that it asks for', async () => {
    const ask = world.start({ filter: 'cheap' });
    pass(12 * 3_600);
    for (const query of ['', '&filter=like', '&filter=fresh']) await ask(`${BOUGHT}${query}`);
    const filters = asked().map(({ filterArn, filterValues }) => [
      String(filterArn).split('/')[1],
      filterValues,
    ]);
    expect(filters).toEqual([
      ['Shop-cheap-1', undefined],
      ['Shop-like-1', undefined],
      ['Shop-fresh-1', { TODAY_MINUS_30D: String(Date.parse('2026-10-28T00:00:00Z') / 1_000) }],
    ]);
  });

  it.each([
    ['/recommendations/best-seller', 'useCase is "best-seller", allowed is most-viewed, best-sellers'],
    ['/recommendations/customers-who-viewed-x-also-viewed?item=i1', 'The shop does not have customers-who'],
    [`/recommendations/${TOGETHER}`, `item is absent, but ${TOGETHER} needs one, or items.`],
    [`${BEST}?num=0`, 'num is 0, allowed is a whole number from 1 to 50.'],
    [`${BEST}?num=1e1`, 'num is "1e1"'],
    [`${BEST}?filter=none`, 'filter is none, allowed for best-sellers are cheap, unbought, fresh.'],
    [`${BEST}?filter=like`, 'filter is like, allowed'],
    [`${VIEWED}?filter=unbought`, 'allowed for most-viewed are cheap, fresh.'],
    [`${BEST}?session=1`, 'session is "1", allowed is a text of 16 to 64 characters'],
    [`${BEST}?color=red`, 'The parameter color is not known, allowed are item, items, user'],
    [`${BEST}?num=1&num=2`, 'num is there twice, allowed is once.'],
    [`${BEST}?exclude=${'a,'.repeat(51)}`, 'exclude has 51 entries, allowed are 50.'],
    [`${BEST}?__proto__=1`, 'The parameter __proto__ is not known'],
  ])('to %s says what is wrong, and asks nobody', async (path, message) => {
    const answer = await world.ask(path);
    expect(world.sent).toEqual([]);
    expect([answer.statusCode, answer.headers['cache-control']]).toEqual([400, 'private, no-store']);
    expect(bodyOf(answer).message).toContain(message);
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
    world.behaviours[TOGETHER] = behaviour;
    const answer = await world.ask(BOUGHT);
    expect([answer.statusCode, answer.headers['cache-control']]).toEqual([200, 'public, max-age=10']);
    const said = { useCase: TOGETHER, from: 'best-sellers', because: 'no-answer' };
    expect(bodyOf(answer)).toMatchObject(said);
    expect(itemsOf(answer)).toEqual(['i2', 'i4', 'i5']);
    world.expectLogged({ message: 'fallback', Fallbacks: 1, Stack: 'Shop' });
  });

  it('hangs: it costs 250 ms once, and then nothing', async () => {
    await world.ask(BEST);
    world.behaviours[TOGETHER] = HANGS;
    const costs: number[] = [];
    for (let at = 0; at < 3; at++) {
      const beganMs = Date.now();
      await world.ask(BOUGHT);
      costs.push(Date.now() - beganMs);
    }
    expect(costs).toEqual([250, 0, 0]);
  });

  it('hangs in a cold environment, where all others hang as well', async () => {
    await world.start()(BEST);
    world.failAll(HANGS);
    const answer = await world.start()(BOUGHT);
    expect([bodyOf(answer).from, itemsOf(answer)]).toEqual(['best-sellers', ['i2', 'i4', 'i5']]);
  });

  it('fails after the best sellers could not be kept at once: they are kept a minute later', async () => {
    world.s3Failure = 'InternalError';
    await world.ask(BEST);
    delete world.s3Failure;
    pass(60);
    await world.ask(BEST);
    world.failAll(HANGS);
    expect(bodyOf(await world.start()(BOUGHT)).from).toBe('best-sellers');
  });

  it('fails before there was any answer: items in the order of the data', async () => {
    world.failAll('InvalidInputException');
    const answer = await world.ask(`${BOUGHT}&num=3`);
    expect([bodyOf(answer).from, itemsOf(answer)]).toEqual(['catalogue', ['i0', 'i2', 'i4']]);
    const withoutCatalogue = await world.start({ hasOtherItems: true })(BOUGHT);
    expect(bodyOf(withoutCatalogue)).toMatchObject({ from: 'nothing', items: [] });
  });

  it.each(['InternalError', HANGS])('fails and S3, too (%s): 200, without sold-out items', async (s3) => {
    world.failAll('InvalidInputException');
    world.s3Failure = s3;
    const answer = await world.ask(BOUGHT);
    expect(answer.statusCode).toBe(200);
    expect(bodyOf(answer)).toMatchObject({ from: 'nothing', items: [] });
  });

  it('fails with a filter of the items: what stands in has passed it, or is not shown', async () => {
    await world.ask(BEST);
    world.failAll('InvalidInputException');
    expect(bodyOf(await world.ask(`${BOUGHT}&filter=cheap`)).from).toBe('nothing');
    expect(bodyOf(await world.ask(`${BOUGHT}&filter=unbought`)).from).toBe('best-sellers');
    pass(120);
    world.behaviours['best-sellers'] = ['i11', 'i12'];
    await world.ask(`${BEST}?filter=cheap`);
    world.behaviours['best-sellers'] = HANGS;
    expect(itemsOf(await world.ask(`${BOUGHT}&filter=cheap`))).toEqual(['i11', 'i12']);
  });

  it('comes back: one question tries it after a second, two, four, up to thirty, and it answers again', async () => {
    world.behaviours[TOGETHER] = 'ThrottlingException';
    await world.ask(BOUGHT);
    for (const [at, seconds] of [1, 2, 4, 8, 16, 30, 30].entries()) {
      pass(seconds - 0.001);
      expect(bodyOf(await world.ask(BOUGHT)).from).toBe('best-sellers');
      expect(asked()).toHaveLength(at + 1);
      pass(0.001);
      await Promise.all([world.ask(BOUGHT), world.ask(`${BOUGHT}&session=${SESSION}`)]);
      expect(asked()).toHaveLength(at + 2);
    }
    world.behaviours[TOGETHER] = ['i7'];
    pass(30);
    expect(bodyOf(await world.ask(BOUGHT)).from).toBe('live');
    // The next failure begins anew.
    world.behaviours[TOGETHER] = 'ThrottlingException';
    pass(60);
    await world.ask(BOUGHT);
    world.behaviours[TOGETHER] = ['i7'];
    pass(1);
    expect(bodyOf(await world.ask(BOUGHT)).from).toBe('live');
  });
});

describe('an answer says why it has these items', () => {
  const POPULAR = Array.from({ length: 12 }, (_, at) => `i${at + 5}`);
  const becauseOf = async (path: string, ask = world.start()): Promise<unknown> => {
    const { from, because } = bodyOf(await ask(path));
    return [from, because];
  };

  it.each(['best-sellers', 'most-viewed'])(
    'an item without a history, for which the recommender answers with the %s',
    async (useCase) => {
      world.behaviours[useCase] = POPULAR;
      const recommenders = { [useCase]: arnOf(useCase), [TOGETHER]: arnOf(TOGETHER) };
      const api = world.start({ recommenders });
      const ask = async (answer: readonly string[], query = ''): Promise<unknown> => {
        world.behaviours[TOGETHER] = answer;
        pass(60);
        return bodyOf(await api(`${BOUGHT}${query}`)).because;
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
    const others = POPULAR.filter((itemId) => itemId !== 'i9');
    world.behaviours[TOGETHER] = ['i19', 'i9', 'i1', ...others];
    world.behaviours['best-sellers'] = POPULAR;
    for (const query of ['', '&filter=cheap']) {
      const { because, items } = bodyOf(await world.ask(`${BOUGHT}${query}`));
      expect(because).toBe('asked');
      expect((items as { itemId: string; filler?: true }[]).map((one) => [one.itemId, one.filler])).toEqual([
        ...[['i19', undefined], ['i9', undefined], ...others.slice(0, 8).map((itemId) => [itemId, true])],
      ]);
    }
  });

  it('the same by lists', async () => {
    world.objects.set('lists/manifest.json', manifestOf('one', 'best-sellers', TOGETHER));
    const shards = {
      'best-sellers': { '': POPULAR },
      [TOGETHER]: { i1: POPULAR, i2: [...POPULAR].reverse() },
    };
    for (const [useCase, shard] of Object.entries(shards))
      world.objects.set(`lists/one/${useCase}/_/0.json`, JSON.stringify(shard));
    const ask = world.start({ recommenders: { 'best-sellers': '', [TOGETHER]: '' } });
    expect(await becauseOf(BOUGHT, ask)).toEqual(['lists', 'no-history']);
    expect(await becauseOf(BOUGHT.replace('i1', 'i2'), ask)).toEqual(['lists', 'asked']);
  });

  it('a visitor without a history, whose items have no scores', async () => {
    const path = '/recommendations/recommended-for-you';
    expect(await becauseOf(`${path}?session=${SESSION}`)).toEqual(['live', 'no-history']);
    world.scored.add('recommended-for-you');
    expect(await becauseOf(`${path}?session=${SESSION}`)).toEqual(['live', 'asked']);
    expect(await becauseOf(path)).toEqual(['live', 'no-history']);
  });

  it('an item that the shop does not have, which is no failure of a recommender', async () => {
    world.behaviours[TOGETHER] = 'InvalidInputException';
    expect(await becauseOf(BOUGHT.replace('i1', 'i77'))).toEqual(['best-sellers', 'no-history']);
  });
});

it('a use case of lists is answered from S3 once, and then from memory, and newer lists are looked for once a minute', async () => {
  const publish = (run: string, ...ids: readonly string[]): void => {
    world.objects.set('lists/manifest.json', manifestOf(run, 'most-viewed'));
    world.objects.set(`lists/${run}/most-viewed/_/0.json`, JSON.stringify({ '': ids }));
  };
  expect(bodyOf(await world.ask(VIEWED)).from).toBe('best-sellers');
  publish('one', 'i5', 'i3', 'i6');
  pass(60);
  const first = await world.ask(VIEWED);
  expect(bodyOf(first)).toMatchObject({ from: 'lists' });
  expect(bodyOf(first)).not.toHaveProperty('recommendationId');
  expect(itemsOf(first)).toEqual(['i5', 'i6']);
  const before = world.sent.length;
  publish('two', 'i6');
  pass(59);
  expect(itemsOf(await world.ask(VIEWED))).toEqual(['i5', 'i6']);
  expect(world.sent).toHaveLength(before);
  pass(1);
  expect(itemsOf(await world.ask(VIEWED))).toEqual(['i6']);
});

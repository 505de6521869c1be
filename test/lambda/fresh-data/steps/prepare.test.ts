import { STAGING_PREFIX } from '@ecommerce-recommenders/shop-data/contracts/fresh-data/places';
import { serviceError } from '../../support/fake-personalize';
import { shopArchive } from '../../../support/shop-archive';
import { run, stepsWorld, type StepsWorld } from './steps-world';

describe('the steps of fresh data: prepare', () => {
  let world: StepsWorld;
  beforeEach(() => {
    world = stepsWorld();
  });

  it('says what is wrong with an archive, and leaves no file for import', async () => {
    world.bucket.put(`processing/${run}/shop.tar`, shopArchive({ users: 'id,username\nu1,a\n' }));
    expect(await world.prepared()).toMatchObject({
      kind: 'archive',
      files: ['shop.tar'],
      rows: {},
      problem: expect.stringMatching(
        /^incoming\/shop\.tar: users\.csv, line 1: lacks the columns age, gender/,
      ) as string,
    });
    expect(world.bucket.keys('dataset/')).toEqual([]);
  });

  it('says that there are too few interactions, before Personalize would minutes later', async () => {
    world.bucket.put(`processing/${run}/shop.tar`, shopArchive());
    const { problem, rows } = await world.prepared();
    expect(problem).toContain(
      'there are 3 interactions of 5 rows (2 left out: eventTypes does not map their type), and an import needs 1,000',
    );
    expect(rows).toEqual({ INTERACTIONS: 3, ITEMS: 2, USERS: 2 });
  });

  it('says how many interactions of parts have other event types', async () => {
    const rows = (type: string, count: number): string[] =>
      Array.from({ length: count }, (_, at) => `i1,u${at},${type},${1_600_000_000 + at}`);
    const table = [
      'ITEM_ID,USER_ID,EVENT_TYPE,TIMESTAMP',
      ...rows('ProductViewed', 922),
      ...rows('Wished', 278),
    ];
    world.bucket.put(`processing/${run}/interactions/november.csv`, `${table.join('\n')}\n`);
    expect((await world.prepared()).problem).toContain(
      'there are 922 interactions of 1,200 rows (278 left out: eventTypes does not map their type), and an import needs 1,000',
    );
  });

  it('makes a file for import of each table that has parts', async () => {
    world.bucket.put(`processing/${run}/users/1.csv`, 'id,username,age,gender\nu1,a,1,F\n');
    world.bucket.put(`processing/${run}/users/2.csv`, 'id,username,age,gender\nu2,b,,\n');
    expect(await world.prepared()).toMatchObject({ kind: 'parts', rows: { USERS: 2 } });
    expect(world.bucket.keys(`${STAGING_PREFIX}${run}/`)).toEqual([
      `${STAGING_PREFIX}${run}/training_user.csv`,
    ]);
  });

  it('names files that it does not know, and says what may be dropped', async () => {
    world.bucket.put(`processing/${run}/shop.zip`, 'x');
    expect(await world.prepared()).toMatchObject({
      kind: 'unknown',
      problem: expect.stringMatching(
        /^incoming\/shop\.zip: unknown file name; drop incoming\/NAME\.tar/,
      ) as string,
    });
  });

  it.each(['GetObject', 'PutObject'])('fails, to be tried again, when %s does', async (command) => {
    world.bucket.put(`processing/${run}/users/1.csv`, 'id,username,age,gender\nu1,a,1,F\n');
    world.bucket.before = (name) => {
      if (name === command)
        throw Object.assign(serviceError('InternalError', 'We encountered an internal error.'), {
          $metadata: {},
        });
    };
    await expect(world.prepared()).rejects.toThrow('internal error');
  });
});

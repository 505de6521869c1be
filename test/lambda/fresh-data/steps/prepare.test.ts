import { serviceError } from '../../support/fake-personalize';
import { shopArchive } from '../../../support/shop-archive';
import { run, stepsWorld, type StepsWorld } from './steps-world';

describe('the steps of fresh data: prepare', () => {
  let world: StepsWorld;
  beforeEach(() => (world = stepsWorld()));
  const drop = (path: string, content: string | Buffer): void =>
    world.bucket.put(`processing/${run}/${path}`, content);

  it('says that there are too few interactions, before Personalize would minutes later', async () => {
    drop('shop.tar', shopArchive());
    const { problem, rows } = await world.prepared();
    expect(problem).toContain(
      'there are 3 interactions of 5 rows (2 left out: eventTypes does not map their type), and an import needs 1,000',
    );
    expect(rows).toEqual({ INTERACTIONS: 3, ITEMS: 2, USERS: 2 });
  });

  it('says how many interactions of parts have other event types', async () => {
    const typeOf = (at: number): string => (at < 922 ? 'ProductViewed' : 'Wished');
    const rows = Array.from({ length: 1_200 }, (_, at) => `i1,u${at},${typeOf(at)},${1_600_000_000 + at}`);
    drop('interactions/november.csv', `ITEM_ID,USER_ID,EVENT_TYPE,TIMESTAMP\n${rows.join('\n')}\n`);
    expect((await world.prepared()).problem).toContain(
      'there are 922 interactions of 1,200 rows (278 left out: eventTypes does not map their type), and an import needs 1,000',
    );
  });

  it('names files that it does not know, and says what may be dropped', async () => {
    drop('shop.zip', 'x');
    const { kind, problem } = await world.prepared();
    expect(kind).toBe('unknown');
    expect(problem).toMatch(/^incoming\/shop\.zip: unknown file name; drop incoming\/NAME\.tar/);
  });

  it.each(['GetObject', 'PutObject'])('fails, to be tried again, when %s does', async (command) => {
    drop('users/1.csv', 'id,username,age,gender\nu1,a,1,F\n');
    world.bucket.onCall = (name) => {
      const error = serviceError('InternalError', 'We encountered an internal error.');
      if (name === command) throw Object.assign(error, { $metadata: {} });
    };
    await expect(world.prepared()).rejects.toThrow('internal error');
  });
});

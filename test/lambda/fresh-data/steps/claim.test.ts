import { serviceError } from '../../support/fake-personalize';
import { execution, GROUP, run, startedAt, stepsWorld, type StepsWorld } from './steps-world';

describe('the steps of fresh data: claim', () => {
  let world: StepsWorld;
  beforeEach(() => {
    world = stepsWorld();
  });
  /** Drops files, and lets the burst pass. */
  const drop = (...paths: string[]): void => {
    for (const path of paths) world.bucket.put(`incoming/${path}`, 'x');
    world.clock.minutes += 1;
  };

  it('waits, as the run of a deployment, until S3 reports arrivals, and leaves the turn to others', async () => {
    const deployed = { next: 'wait', deployed: true } as const;
    world.bucket.put('incoming/items/1.csv', 'x');
    expect(await world.claimed(execution, { deployed: true })).toEqual(deployed);
    world.clock.minutes = Date.parse(startedAt) / 60_000 + 5.5;
    expect(await world.claimed(execution, deployed)).toEqual(deployed);
    expect(world.bucket.keys()).toEqual(['incoming/items/1.csv']);
    world.clock.minutes += 0.5;
    expect(await world.claimed(execution, deployed)).toEqual({ next: 'prepare' });
  });

  it('waits for the end of a data deletion job, with its turn but without the files', async () => {
    drop('items/1.csv');
    world.personalize.add('data-deletion-job', 'earlier', { datasetGroupArn: GROUP }).status = 'COMPLETED';
    const job = world.personalize.add('data-deletion-job', 'forget', { datasetGroupArn: GROUP });
    for (job.status of ['PENDING', 'IN_PROGRESS']) {
      expect(await world.claimed()).toEqual({ next: 'deletion' });
      expect(await world.claimed(`${execution}-other`)).toEqual({ next: 'leave' });
      expect(world.bucket.keys('incoming/')).toEqual(['incoming/items/1.csv']);
    }
    // It gives the files to a new execution, since one has 25,000 events.
    world.clock.minutes = Date.parse(startedAt) / 60_000 + 30 * 60;
    expect(await world.claimed()).toEqual({ next: 'finish' });
    expect(await world.finished({})).toEqual({ outcome: 'idle' });
    expect(world.started).toHaveLength(1);
    expect(world.bucket.keys('incoming/')).toEqual(['incoming/items/1.csv']);
    job.status = 'FAILED';
    expect(await world.claimed()).toEqual({ next: 'prepare' });
  });

  it('takes over from an execution that Step Functions no longer keeps', async () => {
    drop('items/1.csv');
    world.bucket.put('claims/incoming.json', `${execution}-long-ago`);
    world.forgotten.add(`${execution}-long-ago`);
    expect(await world.claimed()).toEqual({ next: 'prepare' });
  });

  it('leaves, when it cannot learn whether the holder works, to a retry', async () => {
    world.bucket.put('claims/incoming.json', 'another');
    const throttled = serviceError('ThrottlingException', 'Rate exceeded');
    world.sfn.send = () => Promise.reject(throttled);
    await expect(world.claimed()).rejects.toThrow('Rate exceeded');
    expect(world.bucket.text('claims/incoming.json')).toBe('another');
  });

  it('holds its turn although the answer to taking it was lost', async () => {
    drop('items/1.csv');
    world.bucket.onCall = (command) => {
      if (command !== 'PutObject') return;
      world.bucket.onCall = () => undefined;
      // The client sends it again, and is refused by its own first try.
      world.bucket.put('claims/incoming.json', execution);
    };
    expect(await world.claimed()).toEqual({ next: 'prepare' });
  });

  it('takes one turn of many that ask at once', async () => {
    const all = Array.from({ length: 10 }, (_, at) => `${execution}${at}`);
    for (const one of all) world.running.add(one);
    const answers = await Promise.all(all.map((one) => world.claimed(one)));
    expect(answers.filter(({ next }) => next === 'leave')).toHaveLength(9);
  });

  it('goes on where it broke off, with the parts but not with a second archive', async () => {
    world.bucket.put(`processing/${run}/items/1.csv`, 'x');
    drop('items/2.csv', 'shop.tar');
    expect(await world.claimed()).toEqual({ next: 'prepare' });
    expect(world.bucket.keys('processing/')).toHaveLength(2);
    expect(world.bucket.keys('incoming/')).toEqual(['incoming/shop.tar']);
  });

  it('leaves a file where it is that is replaced meanwhile, for the next run', async () => {
    world.bucket.put('incoming/items/1.csv', 'old');
    world.clock.minutes += 1;
    world.bucket.onCall = (command) => {
      if (command === 'CopyObject') world.bucket.put('incoming/items/1.csv', 'new');
    };
    expect(await world.claimed()).toEqual({ next: 'finish' });
    expect(world.bucket.text('incoming/items/1.csv')).toBe('new');
    world.bucket.onCall = (command) => {
      if (command === 'DeleteObject') world.bucket.put('incoming/items/1.csv', 'newest');
    };
    world.clock.minutes += 1;
    expect(await world.claimed()).toEqual({ next: 'prepare' });
    expect(world.bucket.text('incoming/items/1.csv')).toBe('newest');
    expect(world.bucket.text(`processing/${run}/items/1.csv`)).toBe('new');
  });

  it('fails when S3 does, and has taken nothing', async () => {
    drop('shop.tar');
    world.bucket.onCall = (command) => {
      if (command === 'CopyObject') throw serviceError('SlowDown', 'Please reduce your request rate.');
    };
    await expect(world.claimed()).rejects.toThrow('reduce your request rate');
    expect(world.bucket.keys('incoming/')).toEqual(['incoming/shop.tar']);
  });
});

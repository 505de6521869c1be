import { serviceError } from '../../support/fake-personalize';
import { create, DATASET, JOBS, importWorld, type ImportWorld, properties, UNREADABLE } from './import-world';

let world: ImportWorld;
beforeEach(() => {
  world = importWorld();
});

describe('a Create', () => {
  it('imports the whole file and waits for the end', async () => {
    expect(await world.run(create)).toMatchObject({ status: 'SUCCESS', physicalId: JOBS });
    expect(world.clock.minutes).toBe(3);
    expect(world.personalize.resources.get(world.jobs()[0])?.input).toMatchObject({
      datasetArn: DATASET,
      dataSource: { dataLocation: properties.DataLocation },
      roleArn: properties.RoleArn,
      importMode: 'FULL',
    });
  });

  it('makes one job when the request comes twice', async () => {
    await world.run(create);
    expect(await world.run(create)).toMatchObject({ status: 'SUCCESS' });
    expect(world.jobs()).toHaveLength(1);
  });

  it('names the job by its request, for names are never freed', async () => {
    await world.run({ ...create, RequestId: 'first' });
    await world.run({ ...create, RequestId: 'second' });
    expect(world.jobs()).toHaveLength(2);
    for (const arn of world.jobs()) expect(arn).toMatch(/\/Shop-items-[0-9a-f]{8}-1$/);
  });

  it('waits for a free place among five imports', async () => {
    const busy = serviceError(
      'LimitExceededException',
      'More than 5 resources with PENDING or IN_PROGRESS status.',
    );
    world.personalize.failNext('CreateDatasetImportJob', busy, 3);
    expect(await world.run(create)).toMatchObject({ status: 'SUCCESS' });
    expect(world.clock.minutes).toBe(4.5);
  });

  it('tries again under a new name while fresh policies do not work yet', async () => {
    world.personalize.behaviour.failureReason = UNREADABLE;
    const outcome = world.run(create);
    const { send } = world.personalize.client;
    world.personalize.client.send = ((command: Parameters<typeof send>[0]) => {
      if (world.clock.minutes >= 2) delete world.personalize.behaviour.failureReason;
      return send(command);
    }) as typeof send;
    expect(await outcome).toMatchObject({ status: 'SUCCESS' });
    expect(world.jobs().map((arn) => arn.slice(-2))).toEqual(['-1', '-2']);
  });

  it('gives fresh policies a minute between two attempts, however fast a job fails', async () => {
    world.personalize.behaviour.failureReason = UNREADABLE;
    world.personalize.behaviour.createMinutes = 0;
    const { status, reason } = await world.run(create);
    expect(status).toBe('FAILED');
    expect(reason).toContain('attempt 5');
    expect(world.clock.minutes).toBeGreaterThanOrEqual(4);
  });

  it('fails with the reason when the policies never work', async () => {
    world.personalize.behaviour.failureReason = UNREADABLE;
    const { status, reason } = await world.run(create);
    expect(status).toBe('FAILED');
    expect(reason).toContain(properties.DataLocation);
    expect(reason).toContain('attempt 4');
    expect(reason).toContain(UNREADABLE);
    expect(world.clock.minutes).toBeLessThan(15);
  });

  it('fails at once for a reason that time does not heal', async () => {
    world.personalize.behaviour.failureReason = 'Input CSV is missing the following columns:[PRICE].';
    const { status, reason } = await world.run(create);
    expect(status).toBe('FAILED');
    expect(reason).toContain('missing the following columns:[PRICE]');
    expect(world.jobs()).toHaveLength(1);
  });
});

describe('a Create that CloudFormation is rolling back', () => {
  it('fails and starts no job', async () => {
    world.stack.isAbandoned = true;
    expect(await world.run(create)).toMatchObject({ status: 'FAILED' });
    expect(world.jobs()).toEqual([]);
  });
});

import { Personalize, type DescribeDatasetGroupResponse } from '@aws-sdk/client-personalize';
import { S3 } from '@aws-sdk/client-s3';
import { INTERACTIONS_SCHEMA } from '@ecommerce-recommenders/shop-data/data/schemas';
import { startLocalAws } from '../../src/local-aws';
import { awsForAll, awsForEach } from '../support/test-aws';

const schema = JSON.stringify(INTERACTIONS_SCHEMA);
const createSchema = (personalize: Personalize, name = 'one'): Promise<object> =>
  personalize.createSchema({ name, domain: 'ECOMMERCE', schema });
const tags = [{ tagKey: 'team', tagValue: 'shop' }];
const createGroup = async (personalize: Personalize): Promise<string> =>
  (await personalize.createDatasetGroup({ name: 'shop', domain: 'ECOMMERCE', tags })).datasetGroupArn!;

describe('Faults of requests', () => {
  const aws = awsForAll();
  const personalize = aws.client(Personalize, { maxAttempts: 3 });
  /** A client without retries. */
  const impatient = aws.client(Personalize);
  afterEach(() => aws.reset());

  it('throttle a call, which the SDK repeats, and are lines of their own in the log (FAULTS-5)', async () => {
    aws.faults.set([{ fault: 'throttling', operation: 'CreateSchema', times: 1 }]);
    await createSchema(personalize);
    expect(aws.requests.list().map(({ service, status, note }) => [service, status, note])).toEqual([
      ['faults', 0, 'struck personalize CreateSchema'],
      ['personalize', 400, undefined],
      ['personalize', 200, undefined],
    ]);
  });

  it('reset a connection that has carried a request before, and no new one (FAULTS-16)', async () => {
    aws.faults.set([{ fault: 'connection-reset', operation: 'ListSchemas' }]);
    const client = aws.client(Personalize);
    const list = (): Promise<unknown> => client.listSchemas({});
    await list();
    await expect(list()).rejects.toMatchObject({ code: 'ECONNRESET' });
    await list();
    expect(aws.faults.list()).toMatchObject([{ struck: 1 }]);
  });

  it('deny a call in AWS’s words, and do not run it (FAULTS-6)', async () => {
    aws.faults.set([{ fault: 'access-denied', operation: 'CreateSchema', times: 1 }]);
    await expect(createSchema(personalize)).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message:
        'User: arn:aws:iam::123456789012:root is not authorized to perform: personalize:CreateSchema on resource: ' +
        'arn:aws:personalize:us-east-1:123456789012:schema/one because no identity-based policy allows the ' +
        'personalize:CreateSchema action',
    });
    expect((await personalize.listSchemas({})).schemas).toEqual([]);
  });

  it('strike whom they name alone, by the ARN, with the code that is asked for (FAULTS-6)', async () => {
    aws.faults.set([{ fault: 'throttling', caller: '*:assumed-role/*' }]);
    await expect(createSchema(impatient)).resolves.toHaveProperty('schemaArn');
    const code = 'LimitExceededException';
    aws.faults.set([{ fault: 'throttling', caller: '*:root', code, times: 1 }]);
    const refusal = { name: code, message: 'Rate exceeded' };
    await expect(createSchema(impatient, 'two')).rejects.toMatchObject(refusal);
  });

  it('answer a server error, which the SDK repeats (FAULTS-7)', async () => {
    aws.faults.set([
      { fault: 'server-error', times: 1 },
      { fault: 'server-error', status: 503, times: 1 },
    ]);
    await createSchema(personalize);
    const errors = aws.requests.list().filter(({ service }) => service === 'personalize');
    expect(errors.map(({ status, error }) => [status, error?.split(':')[0]])).toEqual([
      [500, 'InternalFailure'],
      [503, 'ServiceUnavailable'],
      [200, undefined],
    ]);
  });

  it('delay a call on the clock of the embedded AWS, and no longer once they are over', async () => {
    const hourMs = 3_600_000;
    aws.faults.set([{ fault: 'latency', ms: hourMs, operation: 'CreateSchema' }]);
    let answered = false;
    const call = createSchema(personalize).then(() => (answered = true));
    // Another call is answered meanwhile.
    while (aws.faults.list()[0].struck === 0) await personalize.listSchemas({});
    expect(answered).toBe(false);
    await aws.clock.advance(hourMs);
    await call;
    expect(answered).toBe(true);
    const over = createSchema(personalize, 'two');
    while (aws.faults.list()[0].struck === 1) await personalize.listSchemas({});
    aws.faults.set([]);
    await expect(over).resolves.toHaveProperty('schemaArn');
  });

  it('drop a connection before the call took effect (FAULTS-9)', async () => {
    aws.faults.set([{ fault: 'connection-drop', operation: 'CreateSchema', times: 1 }]);
    await expect(createSchema(impatient)).rejects.toThrow('socket hang up');
    await expect(createSchema(impatient)).resolves.toHaveProperty('schemaArn');
    expect(aws.requests.list().map(({ status }) => status)).toEqual([0, 0, 200]);
  });

  it('drop a connection after the call took effect, so that a repeated creation finds what it made (FAULTS-9)', async () => {
    aws.faults.set([{ fault: 'connection-drop', when: 'after', operation: 'CreateSchema', times: 1 }]);
    await expect(createSchema(personalize)).rejects.toMatchObject({
      name: 'ResourceAlreadyExistsException',
    });
  });

  it('drop the connection of a download', async () => {
    const s3 = aws.client(S3);
    const object = { Bucket: 'shop', Key: 'a' };
    await s3.createBucket({ Bucket: 'shop' });
    await s3.putObject({ ...object, Body: 'text' });
    aws.faults.set([{ fault: 'connection-drop', when: 'after', operation: 'GetObject', times: 1 }]);
    await expect(s3.getObject(object)).rejects.toThrow('socket hang up');
    expect(await (await s3.getObject(object)).Body!.transformToString()).toBe('text');
  });

  const describeGroup = (datasetGroupArn: string): Promise<DescribeDatasetGroupResponse> =>
    personalize.describeDatasetGroup({ datasetGroupArn });

  it('let a read of tags miss the resource, and the next one the tags, until both are old enough (FAULTS-10)', async () => {
    aws.faults.set([{ fault: 'stale-read', seconds: 60 }]);
    const resourceArn = await createGroup(personalize);
    const read = (): Promise<object> => personalize.listTagsForResource({ resourceArn });
    await expect(read()).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await expect(read()).resolves.toMatchObject({ tags: [] });
    await aws.clock.advance(60_000);
    await expect(read()).resolves.toMatchObject({ tags });
  });

  it('let a read miss what was created a moment ago, not what was there before, and forget the answers with a former list (FAULTS-10)', async () => {
    const stale = [{ fault: 'stale-read', seconds: 60 }] as const;
    const group = await createGroup(personalize);
    aws.faults.set(stale);
    await expect(describeGroup(group)).resolves.toHaveProperty('datasetGroup');
    await aws.reset();
    aws.faults.set(stale);
    await createGroup(personalize);
    await expect(describeGroup(group)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await aws.clock.advance(60_000);
    await expect(describeGroup(group)).resolves.toMatchObject({ datasetGroup: { name: 'shop' } });
  });
});

describe('Faults of requests on an account that takes its time', () => {
  const aws = awsForEach({ latency: 'realistic' });

  it('let a read see the status that an earlier read saw', async () => {
    const personalize = aws.client(Personalize);
    aws.faults.set([{ fault: 'stale-read', seconds: 3_600, after: 1, times: 1 }]);
    const datasetGroupArn = await createGroup(personalize);
    const status = async (): Promise<string | undefined> =>
      (await personalize.describeDatasetGroup({ datasetGroupArn })).datasetGroup?.status;
    expect(await status()).toBe('CREATE PENDING');
    await aws.clock.advance(600_000);
    expect([await status(), await status()]).toEqual(['CREATE PENDING', 'ACTIVE']);
  });
});

describe('The control endpoint of faults', () => {
  const aws = awsForAll();
  const post = (body: string): Promise<Response> =>
    fetch(`${aws.endpoint}/_local/faults`, { method: 'POST', body });
  const listed = async (): Promise<unknown> => (await fetch(`${aws.endpoint}/_local/faults`)).json();

  it('replaces the list, and tells how often each has struck (FAULTS-1)', async () => {
    const list = [{ fault: 'server-error', service: 'personalize', times: 1 }];
    const response = await post(JSON.stringify({ seed: 3, faults: list }));
    expect(response.status).toBe(200);
    await aws.client(Personalize, { maxAttempts: 3 }).listSchemas({});
    expect(await listed()).toEqual({ faults: [{ ...list[0], struck: 1 }] });
    await post('{"faults":[]}');
    expect(await listed()).toEqual({ faults: [] });
  });

  it('is struck by no fault, as no other control endpoint is (FAULTS-4)', async () => {
    await post('{"faults":[{"fault":"server-error"},{"fault":"connection-drop"}]}');
    for (const path of ['faults', 'health', 'inventory', 'requests'])
      expect((await fetch(`${aws.endpoint}/_local/${path}`)).status).toBe(200);
    expect(aws.faults.list().map(({ struck }) => struck)).toEqual([0, 0]);
  });

  it('fails with 400 for a list that is none, and leaves the former one until a reset (FAULTS-1)', async () => {
    await post('{"faults":[{"fault":"latency","ms":1}]}');
    const wrong = await post('{"faults":[{"fault":"latency"}]}');
    expect(wrong.status).toBe(400);
    expect(await wrong.text()).toMatch(/^faults\[0\]: latency: .*'ms'/);
    expect((await post('no JSON')).status).toBe(400);
    expect(await listed()).toEqual({ faults: [{ fault: 'latency', ms: 1, struck: 0 }] });
    await aws.reset();
    expect(await listed()).toEqual({ faults: [] });
  });

  it('takes a request that is in flight with it when the embedded AWS ends', async () => {
    const other = await startLocalAws();
    other.faults.set([{ fault: 'latency', ms: 3_600_000 }]);
    const call = fetch(`${other.endpoint}/bucket/key`).catch((error: Error) => error.message);
    while (other.faults.list()[0].struck === 0) await fetch(`${other.endpoint}/_local/health`);
    await other.close();
    expect(await call).toBe('fetch failed');
  });
});

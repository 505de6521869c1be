import { ListSchemasCommand, PersonalizeClient } from '@aws-sdk/client-personalize';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { errorInWords } from '../../../../lambda/shop/resources/error-in-words';
import { isTransient } from '../../../../lambda/shop/resources/is-transient';
import { WITHIN_A_POLL } from '../../../../lambda/shop/resources/within-a-poll';
import { serviceError } from '../../support/fake-personalize';
import { brokenConnection, CALLED_SERVICES, sdkError, type CalledService } from '../../support/sdk-errors';

/** How each service that handlers call reports throttling and access denial, by its protocol. */
interface Words {
  readonly throttling: Readonly<Record<string, number>>;
  readonly denied: readonly [code: string, status: number];
}
const OF_JSON: Words = { throttling: { ThrottlingException: 400 }, denied: ['AccessDeniedException', 400] };
const WORDS: Record<CalledService, Words> = {
  cloudformation: {
    ...{ throttling: { Throttling: 400, RequestLimitExceeded: 503 }, denied: ['AccessDenied', 403] },
  },
  s3: { throttling: { SlowDown: 503 }, denied: ['AccessDenied', 403] },
  ...{ personalize: OF_JSON, glue: OF_JSON, states: OF_JSON },
  monitoring: { ...OF_JSON, throttling: { ThrottlingException: 400, Throttling: 400 } },
};

describe.each(CALLED_SERVICES)('an error of %s, as the SDK throws it,', (service) => {
  const { throttling, denied } = WORDS[service];

  it.each(Object.entries(throttling))('passes when it is %s, %i', async (code, status) => {
    const error = await sdkError(service, { status, code, message: 'Rate exceeded' });
    expect(error.name).toBe(code);
    expect(isTransient(error, 30)).toBe(true);
  });

  it('passes in the first minutes when a role made seconds ago is denied, and then no more', async () => {
    const [code, status] = denied;
    const error = await sdkError(service, { status, code });
    expect(error.name).toBe(code);
    expect([isTransient(error, 1), isTransient(error, 30)]).toEqual([true, false]);
  });

  it.each([500, 502, 503])('passes when the service is at fault, %i', async (status) => {
    expect(isTransient(await sdkError(service, { status, code: 'InternalFailure' }), 30)).toBe(true);
  });

  it('does not pass when the request is at fault', async () => {
    expect(isTransient(await sdkError(service, { status: 400, code: 'ValidationError' }), 0)).toBe(false);
  });

  it.each(['ECONNRESET', 'ETIMEDOUT', 'ECONNREFUSED', 'EAI_AGAIN'])(
    'passes when the connection broke, %s',
    async (code) => {
      expect(isTransient(await brokenConnection(service, code), 30)).toBe(true);
    },
  );
});

describe('an error of Personalize', () => {
  it.each([
    [true, 'ResourceInUseException', 'dataset group is in use'],
    [true, 'ResourceAlreadyExistsException', 'Another resource with Arn x already exists.'],
    [true, 'LimitExceededException', 'More than 5 resources with PENDING or IN_PROGRESS status.'],
    [true, 'LimitExceededException', 'The limit on the number of requests per second has been exceeded.'],
    [false, 'InvalidInputException', 'bad name'],
    [false, 'ResourceNotFoundException', 'no such dataset group'],
    [false, 'LimitExceededException', 'More than 5 resources in ACTIVE state. Please delete some.'],
  ])('passes (%s) when it is %s: %s', async (passes, code, message) => {
    expect(isTransient(await sdkError('personalize', { status: 400, code, message }), 30)).toBe(passes);
  });
});

describe('an error', () => {
  it('passes when it says so of itself, as some of the SDK do, and not when it is none at all', () => {
    const throttled = Object.assign(serviceError('Busy', ''), { $retryable: { throttling: true } });
    expect([isTransient(throttled, 30), isTransient('Rate exceeded', 0)]).toEqual([true, false]);
  });
});

describe('a call that Personalize does not answer', () => {
  it('ends by itself, and passes', async () => {
    const server = createServer(() => {}).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const client = new PersonalizeClient({
      ...WITHIN_A_POLL,
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      maxAttempts: 1,
      requestHandler: { ...WITHIN_A_POLL.requestHandler, requestTimeout: 20 },
    });
    const error: unknown = await client.send(new ListSchemasCommand({})).catch((thrown: unknown) => thrown);
    client.destroy();
    server.closeAllConnections();
    server.close();
    expect(error).toMatchObject({ name: 'TimeoutError' });
    expect(isTransient(error, 60)).toBe(true);
  });
});

describe('an error in words', () => {
  it('is one line with the name of the service error, without that of a plain one, or what is thrown and is no error', () => {
    const errors = [
      serviceError('InvalidInputException', 'Bad\n  name'),
      new Error('Training failed'),
      'text',
    ];
    expect(errors.map((error) => errorInWords(error))).toEqual([
      'InvalidInputException: Bad name',
      'Training failed',
      'text',
    ]);
  });

  it('keeps the start of what CloudFormation could not take, in whole characters', () => {
    const words = errorInWords(new Error(`start ${'데이터'.repeat(1000)}`));
    expect(Buffer.byteLength(words)).toBeLessThanOrEqual(1000);
    expect(words).toMatch(/^start (데이터)+데?이?…$/);
  });
});

import { startLocalAws } from 'embedded-aws/local-aws';
import { LOCAL_PORT, LOCAL_REGION } from 'embedded-aws/environment';
import { accountInWords, chosenModel, explainWithHint } from '../src/which-aws';

const inherited = { ...process.env };
afterEach(() => {
  process.env = { ...inherited };
});

it('names account and region', async () => {
  const aws = await startLocalAws();
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_STS: aws.endpoint,
    AWS_REGION: LOCAL_REGION,
    AWS_ACCESS_KEY_ID: 'a',
    AWS_SECRET_ACCESS_KEY: 'b',
  });
  await expect(accountInWords()).resolves.toBe('This is AWS: account 123456789012, region us-east-1.');
  await aws.close();
});

it('says nothing where nobody answers', async () => {
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_STS: 'http://127.0.0.1:9',
    AWS_REGION: LOCAL_REGION,
    AWS_ACCESS_KEY_ID: 'a',
    AWS_SECRET_ACCESS_KEY: 'b',
    AWS_MAX_ATTEMPTS: '1',
  });
  await expect(accountInWords()).resolves.toBeUndefined();
});

describe('the model that a training chose', () => {
  const choice = { model: 'sequence', runnerUp: 'cosine', margin: 0.02, questions: 900 };
  let fetched: jest.SpyInstance;
  const answer = (body: string, status = 200): void => {
    process.env.AWS_ENDPOINT_URL = 'http://127.0.0.1:4567';
    fetched = jest.spyOn(globalThis, 'fetch').mockImplementation(async (url) => {
      expect(url).toBe('http://127.0.0.1:4567/_local/models');
      return new Response(body, { status });
    });
  };
  afterEach(() => fetched.mockRestore());

  it('is what the embedded AWS says of the recommender', async () => {
    answer(JSON.stringify([{ arn: 'other' }, { arn: 'mine', choice }]));
    await expect(chosenModel('mine')).resolves.toEqual(choice);
  });

  it.each([
    ['refuses', '<Error/>', 403],
    ['has a page of its own', '<html/>', 200],
  ])('is unknown where the endpoint %s', async (_how, body, status) => {
    answer(body, status);
    await expect(chosenModel('mine')).resolves.toBeUndefined();
  });
});

describe('an error of a shell without credentials', () => {
  const error = Object.assign(new Error('Could not load credentials'), { name: 'CredentialsProviderError' });
  let health: jest.SpyInstance;
  const answer = (isRunning: boolean): void => {
    health = jest.spyOn(globalThis, 'fetch').mockImplementation(async (url) => {
      expect(url).toBe(`http://127.0.0.1:${LOCAL_PORT}/_local/health`);
      if (isRunning) return new Response('{}');
      throw new TypeError('fetch failed');
    });
  };
  beforeEach(() => {
    delete process.env.AWS_ENDPOINT_URL;
  });
  afterEach(() => health.mockRestore());

  it('says how to point it at an embedded AWS that runs', async () => {
    answer(true);
    await expect(explainWithHint(error)).resolves.toContain('eval "$(npx recommenders env)"');
  });

  it('says how to start one otherwise', async () => {
    answer(false);
    const text = await explainWithHint(error);
    expect(text).toContain('Set AWS_PROFILE');
    expect(text).not.toContain('eval');
  });
});

import { startLocalAws } from 'embedded-aws/local-aws';
import { localEnvironment, LOCAL_PORT, LOCAL_REGION } from 'embedded-aws/environment';
import { accountInWords, chosenModel, explainWithHint } from '../src/which-aws';

const inherited = { ...process.env };
let fetched: jest.SpyInstance | undefined;
afterEach(() => {
  process.env = { ...inherited };
  fetched?.mockRestore();
});

const answers = (address: string, answer: () => Response): void => {
  fetched = jest.spyOn(globalThis, 'fetch').mockImplementation(async (url) => {
    expect(url).toBe(address);
    return answer();
  });
};
const pointAt = (endpoint: string): void => {
  const { AWS_ENDPOINT_URL, ...variables } = localEnvironment({ endpoint, region: LOCAL_REGION });
  process.env = { ...variables, AWS_ENDPOINT_URL_STS: AWS_ENDPOINT_URL, AWS_MAX_ATTEMPTS: '1' };
};

it('names account and region, and says nothing where nobody answers', async () => {
  const aws = await startLocalAws();
  pointAt(aws.endpoint);
  await expect(accountInWords()).resolves.toBe('This is AWS: account 123456789012, region us-east-1.');
  await aws.close();
  pointAt('http://127.0.0.1:9');
  await expect(accountInWords()).resolves.toBeUndefined();
});

const choice = { model: 'sequence', runnerUp: 'cosine', margin: 0.02, questions: 900 };
it.each([
  ['what the embedded AWS says', JSON.stringify([{ arn: 'other' }, { arn: 'mine', choice }]), 200, choice],
  ['unknown where the endpoint refuses', '<Error/>', 403, undefined],
  ['unknown where the endpoint has a page of its own', '<html/>', 200, undefined],
])('the model that a training chose is %s', async (_, body, status, expected) => {
  process.env.AWS_ENDPOINT_URL = 'http://127.0.0.1:4567';
  answers('http://127.0.0.1:4567/_local/models', () => new Response(body, { status }));
  await expect(chosenModel('mine')).resolves.toEqual(expected);
});

it('a shell without credentials is told how to point at an embedded AWS that runs, or to start one', async () => {
  const error = Object.assign(new Error('Could not load credentials'), { name: 'CredentialsProviderError' });
  delete process.env.AWS_ENDPOINT_URL;
  let isRunning = true;
  answers(`http://127.0.0.1:${LOCAL_PORT}/_local/health`, () => {
    if (isRunning) return new Response('{}');
    throw new TypeError('fetch failed');
  });
  await expect(explainWithHint(error)).resolves.toContain('eval "$(npx recommenders env)"');
  isRunning = false;
  const text = await explainWithHint(error);
  expect(text).toContain('Set AWS_PROFILE');
  expect(text).not.toContain('eval');
});

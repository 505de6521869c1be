import { CloudFormation, waitUntilStackCreateComplete } from '@aws-sdk/client-cloudformation';
import { PersonalizeClient } from '@aws-sdk/client-personalize';
import { S3 } from '@aws-sdk/client-s3';
import { STSClient } from '@aws-sdk/client-sts';
import { importPlaceStack } from '../../src/parity/parity-variables';
import { removeAll } from '../../src/parity/removal';
import { type ParityOptions, type ParityDeps, runParity } from '../../src/parity/run-parity';
import { type LocalAws, startLocalAws } from 'embedded-aws/local-aws';
import { createDataset, createGroup } from '../../../embedded-aws/test/personalize/support/shop';
import { execute } from '../support/run-command';

const PREFIX = 'parity-12345678';
const ASKED = { yes: false, isCi: false, isTerminal: true };
const OPTIONS: ParityOptions = { prefix: PREFIX, withRecommenders: false, ...ASKED };

/** Nobody's environment: without credentials. */
const NOBODY = {
  ...{ PATH: process.env.PATH, AWS_REGION: 'us-east-1', AWS_EC2_METADATA_DISABLED: 'true' },
  ...{ HOME: '/nowhere', AWS_SHARED_CREDENTIALS_FILE: '/nowhere', AWS_CONFIG_FILE: '/nowhere' },
};

it.each([
  ['without credentials', ['--yes'], {}, 'There are no AWS credentials. Set AWS_PROFILE'],
  ['in CI', [], { CI: 'true' }, 'in CI nobody answers'],
  ['without a terminal', [], {}, 'there is no terminal to ask on'],
])('npm run parity fails %s with a word of what to do', async (_, options, environment, words) => {
  const command = ['bin/recommenders.cjs', 'parity', ...options];
  const { code, stderr } = await execute(process.execPath, command, { ...NOBODY, ...environment });
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining(words) as string });
});

let aws: LocalAws;
let world: ParityDeps;
let personalize: PersonalizeClient;
let s3: S3;
let cloudFormation: CloudFormation;
let printed: string;
let asked: string[];

beforeEach(async () => {
  aws = await startLocalAws();
  const config = { endpoint: aws.endpoint, maxAttempts: 1 };
  [personalize, s3] = [new PersonalizeClient(config), new S3(config)];
  cloudFormation = new CloudFormation(config);
  [printed, asked] = ['', []];
  world = {
    clients: { personalize, s3, cloudFormation, sts: new STSClient(config) },
    waiting: { wait: async (ms) => aws.clock.advance(ms), atMostMs: 60_000 },
    print: (text) => void (printed += `${text}\n`),
    ask: async (question) => {
      asked.push(question);
      return true;
    },
    runTests: async () => ({ havePassed: true, findings: [], otherWords: [] }),
  };
});
afterEach(async () => {
  for (const client of Object.values(world.clients) as { destroy(): void }[]) client.destroy();
  await aws.close();
});

const inventory = async (): Promise<unknown> => (await fetch(`${aws.endpoint}/_local/inventory`)).json();

/** Creates leftovers of aborted tests: a dataset group with a dataset, and an import bucket with a file. */
async function leaveBehind(prefix: string): Promise<void> {
  const onClock = { clock: aws.clock, personalize };
  const group = await createGroup(onClock, `${prefix}-shop`);
  await createDataset(onClock, group, 'ITEMS');
  const StackName = importPlaceStack(prefix, 'shop');
  const TemplateBody = JSON.stringify({ Resources: { Bucket: { Type: 'AWS::S3::Bucket' } } });
  await cloudFormation.createStack({ StackName, TemplateBody });
  const often = { client: cloudFormation, maxWaitTime: 60, minDelay: 0.1, maxDelay: 0.1 };
  await waitUntilStackCreateComplete(often, { StackName });
  const bucket = { StackName, LogicalResourceId: 'Bucket' };
  const { StackResourceDetail } = await cloudFormation.describeStackResource(bucket);
  const Bucket = StackResourceDetail?.PhysicalResourceId;
  await s3.putObject({ Bucket, Key: 'dataset/good/ITEMS.csv', Body: 'ITEM_ID\n' });
}

it('npm run parity says whose account it is, what it makes there and what that costs, and fails on any answer but yes', async () => {
  const runTests = jest.fn(world.runTests);
  const refusing = { ...world, runTests, ask: async () => false };
  await expect(runParity(OPTIONS, refusing)).rejects.toThrow('Nothing was created.');
  expect(runTests).not.toHaveBeenCalled();
  expect(printed).toContain('Account 123456789012 in us-east-1, as arn:aws:iam::123456789012:root');
  expect(printed).toContain(PREFIX);
  expect(printed).toContain('costs about a cent');
  await expect(runParity({ ...OPTIONS, withRecommenders: true }, refusing)).rejects.toThrow();
  expect(printed).toContain('costs about $0.38');
});

it('npm run parity asks, runs the tests, and shows what they have found out and where words are other ones', async () => {
  const otherWords = [{ code: 'ResourceInUseException', expected: 'is in use', got: 'is busy' }];
  await runParity(OPTIONS, {
    ...world,
    runTests: async () => ({ havePassed: true, findings: ['It does.'], otherWords }),
  });
  expect(asked).toEqual(['Go on? [y/N] ']);
  expect(printed).toMatch(/Findings beyond the documentation:\n +It does\./);
  expect(printed).toMatch(/ResourceInUseException\n +here: …is in use…\n +there: is busy/);
  expect(printed).toContain('Nothing is left.');
});

it('npm run parity removes what the tests have made when they fail or cannot even be run, and nothing else', async () => {
  await createGroup({ clock: aws.clock, personalize }, `not-${PREFIX}`);
  const before = await inventory();
  const failing = { havePassed: false, findings: [], otherWords: [] };
  for (const [ending, words] of [
    [async () => failing, 'Not every test has passed'],
    [() => Promise.reject(new Error('spawn ENOMEM')), 'spawn ENOMEM'],
  ] as const) {
    const runTests = () => leaveBehind(PREFIX).then(ending);
    const running = runParity({ ...OPTIONS, yes: true }, { ...world, runTests });
    await expect(running).rejects.toThrow(words);
    expect(await inventory()).toEqual(before);
  }
  expect(asked).toEqual([]);
});

it('npm run parity fails with what is still there, and says how to try again', async () => {
  await leaveBehind(PREFIX);
  personalize.middlewareStack.add(
    (next, { commandName }) =>
      (args) => {
        if (commandName === 'DeleteDatasetCommand') throw new Error('It is in use.');
        return next(args);
      },
    { step: 'initialize' },
  );
  const left = `dataset/${PREFIX}-shop/ITEMS: It is in use.\\n`;
  const remedy = `(.*\\n)*Try again later with "npm run parity -- --remove ${PREFIX}"`;
  await expect(removeAll(PREFIX, world)).rejects.toThrow(new RegExp(left + remedy));
});

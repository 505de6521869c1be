import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DATASETS } from '@ecommerce-recommenders/shop-data/data/datasets';
import { recommenders } from '../support/run-command';
import { testFolder } from '../support/test-folder';

const cost = (...args: string[]) => recommenders('cost', ...args);
const costJson = async (...args: string[]): Promise<unknown> =>
  JSON.parse((await cost(...args, '--json')).stdout);
const closeTo = (usd: number): number => expect.closeTo(usd, 10) as number;

const folder = testFolder();

it('npm run cost prints the bill of the shipped configuration, and that its prices are unconfirmed', async () => {
  const { code, stdout } = await cost();
  // The API's function is in no VPC.
  expect(stdout).not.toContain('endpoints');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^4 recommenders .* for 4,500 users/);
  expect(stdout).toMatch(/none +\$1\.50 +\$36\.00 +\$1,095\.00/);
  expect(stdout).toContain('UNCONFIRMED');
  expect(stdout).toContain('https://aws.amazon.com/personalize/pricing/');
});

it('npm run cost counts the interactions that a training is billed by: those of the prepared file, each once', async () => {
  await recommenders('prepare-data', '--out', folder);
  const lines = readFileSync(join(folder, DATASETS.INTERACTIONS.file), 'utf8').split('\n').slice(1, -1);
  expect(await costJson()).toMatchObject({ interactions: new Set(lines).size });
  expect(new Set(lines).size).toBeLessThan(lines.length);
});

it('npm run cost counts the use cases, users, requests and endpoints that it is told of', async () => {
  const settings = ['useCases=most-viewed', 'vpcId=vpc-0a', 'subnetIds=subnet-0a,subnet-0b'];
  const given = settings.flatMap((setting) => ['-c', setting]);
  expect(await costJson(...given, '--users', '200000', '--rps', '2')).toMatchObject({
    users: 200_000,
    endpointZones: 8,
    idle: { usdPerHour: closeTo(0.42) },
    // 7,200 per hour, of which 6,000 are included.
    loaded: { requestsPerSecond: 2, usdPerHour: closeTo(0.42 + 1.2 * 0.0833) },
  });
});

it('npm run cost prices the stack of an app of one’s own by its template, says what it does not know of data in S3, and takes a copy of it', async () => {
  const settings = ['source=s3://exports/shop/', 'useCases=most-viewed', 'requestRate={"min":2,"max":4}'];
  const app = ['--stack', 'EcommerceRecommenders', ...settings.flatMap((setting) => ['-c', setting])];
  const { stdout } = await cost(...app);
  expect(stdout).toMatch(
    /^1 recommender .* for up to 100,000 users, provisioned for 2 a second.*\nThe size of the data is not known, so lists, imports/,
  );
  expect(stdout).not.toMatch(/Served by lists|An import of all files/);
  const unknown = ['users', 'interactions', 'importBytes'];
  expect(await costJson(...app, '--items', '7')).toMatchObject({ items: 7, unknown });
  const copy = await cost(...app, '--archive', 'assets/RetailSampleDataSet.tar.gz');
  expect(copy.stdout).toMatch(/^1 recommender .* for 4,500 users, /);
});

it.each([
  [['--stack', 'MyShop'], 1, 'no stack MyShop with a shop, allowed is EcommerceRecommenders.'],
  [['--rps', '-1'], 2, 'Expected a number above 0'],
])('npm run cost fails on %j with a word of what is allowed', async (args, exitCode, words) => {
  const { code, stderr } = await cost(...args);
  expect({ code, stderr }).toEqual({ code: exitCode, stderr: expect.stringContaining(words) as string });
});

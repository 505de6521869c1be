import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { LOCAL_REGION, localEnvironment } from 'embedded-aws/environment';
import { STACK_NAME } from '@ecommerce-recommenders/shop-data/contracts/stack-name';
import { shopAssemblies } from '../storm/shop-assemblies';
import { smallShop } from '../storm/small-shop';
import { startStormAccount, type StormAccount } from '@ecommerce-recommenders/tools/rehearse/storm-account';

const run = promisify(execFile);
const ROOT = resolve(__dirname, '../..');
const ACCOUNT = '123456789012';
const USE_CASES = ['most-viewed', 'recommended-for-you'];
const { deployed } = shopAssemblies({
  deployed: { archive: smallShop(), trainingTimeoutHours: 1, useCases: USE_CASES, eventTracker: true },
});

/** The app's messages, by construct path. */
type Metadata = Readonly<Record<string, readonly { readonly type: string; readonly data: unknown }[]>>;

describe('the app, as the CDK CLI runs it', () => {
  let account: StormAccount;
  let folder: string;
  let archive: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'app-'));
    archive = join(folder, 'shop.tar');
    writeFileSync(archive, smallShop());
    account = await startStormAccount([deployed]);
    expect((await account.create(deployed)).status).toBe('CREATE_COMPLETE');
  });
  afterAll(async () => {
    await account.close();
    rmSync(folder, { recursive: true });
  });

  async function synthesized(settings: object, context = {}, environment = {}): Promise<Metadata> {
    const outdir = join(folder, 'cdk.out');
    const env = {
      ...localEnvironment({ endpoint: account.aws.endpoint, region: LOCAL_REGION }),
      ...{ CDK_DEFAULT_ACCOUNT: ACCOUNT, CDK_DEFAULT_REGION: LOCAL_REGION, CDK_OUTDIR: outdir },
      CDK_VALIDATION: 'false',
      CDK_CONTEXT_JSON: JSON.stringify({ ecommerceRecommenders: { archive, ...settings }, ...context }),
      ...environment,
    };
    await run(process.execPath, ['-r', './bin/run-typescript.cjs', 'bin/app.ts'], { cwd: ROOT, env });
    const text = readFileSync(join(outdir, `${STACK_NAME}.metadata.json`), 'utf8');
    return JSON.parse(text) as Metadata;
  }

  /** Messages of a synth about deletions, with their level. */
  async function said(...args: Parameters<typeof synthesized>): Promise<string[]> {
    return Object.values(await synthesized(...args))
      .flat()
      .map(({ type, data }) => `${type.replace('aws:cdk:', '')}: ${String(data)}`)
      .filter((line) => /this deployment deletes/i.test(line));
  }

  it('records no stack trace of a resource, since the CLI reads them all again for each event', async () => {
    const types = Object.values(await synthesized({}))
      .flat()
      .map(({ type }) => type);
    expect(types).toContain('aws:cdk:logicalId');
    expect(types).not.toContain('aws:cdk:creationStack');
  });

  it('warns of the shop’s data that the shipped sample would replace', async () => {
    const settings = { useCases: USE_CASES, eventTracker: true };
    expect(await said(settings)).toEqual([]);
    expect(await said({ ...settings, archive: undefined })).toEqual([
      expect.stringMatching(
        /^warning: This deployment deletes the data .*the shipped sample.*"archive" again/,
      ),
    ]);
  });

  it('warns of what a deployment would delete, with what it costs and how to keep it', async () => {
    expect(await said({ useCases: { 'best-sellers': {}, 'most-viewed': { metadata: true } } })).toEqual([
      expect.stringMatching(
        /^warning: This deployment deletes \S+:recommender\/EcommerceRecommenders-recommended-for-you, .* another training of .*"useCases": \{"best-sellers":\{\},"most-viewed":\{"metadata":true\},"recommended-for-you":\{\}\}\. .* cdk\.json/,
      ),
      expect.stringMatching(
        /^warning: This deployment deletes the event tracker EcommerceRecommenders-events\. Its tracking id is lost, .*"eventTracker": true/,
      ),
    ]);
  });

  it('is silent where somebody destroys', async () => {
    expect(await said({}, { 'aws:cdk:bundling-stacks': [] })).toEqual([]);
  });

  it('asks nobody where the CLI has no credentials', async () => {
    const { total } = account.aws.requests;
    expect(await said({}, {}, { CDK_DEFAULT_ACCOUNT: undefined })).toEqual([]);
    expect(account.aws.requests.total).toBe(total);
  });
});

/** @jest-environment ./test/jest/in-order-environment.js */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { Browser } from 'playwright-core';
import { holdPort } from '@ecommerce-recommenders/tools/page/local-server';
import { localEnvironment, LOCAL_REGION } from 'embedded-aws/environment';
import {
  describeWithBrowser,
  openWindow,
  startBrowser,
} from '../../packages/tools/test/browser/support/browser';
import { SHIPPED_ARCHIVE } from '../../packages/tools/test/sample/shipped-sample';
import { endSpawned, spawnCommand, until, type SpawnedCommand } from '../support/spawned-command';
import { itWith } from '../support/prerequisites';

const ROOT = resolve(__dirname, '../..');
/** The Korean guide has the same blocks: see readme.test.ts. */
const GUIDE = readFileSync(join(ROOT, 'docs/guide.md'), 'utf8');
const STOREFRONT = readFileSync(join(ROOT, 'docs/storefront.md'), 'utf8');

/** Blocks of a language in the section of a heading. */
const blocksOf = (document: string, heading: string, language: string): string[] => {
  const text = document.split(/^## /m).find((part) => part.startsWith(heading))!;
  return Array.from(
    text.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'gm')),
    ([, block]) => block,
  );
};
const blocks = (section: number, language: string): string[] => blocksOf(GUIDE, `${section}. `, language);

// Each test goes on where the one before has ended, as a reader does.
describe('the guide', () => {
  let checkout: string;
  let start: SpawnedCommand;
  let env: NodeJS.ProcessEnv;
  let outputs: Record<string, string>;
  const values: Record<string, string> = {};

  beforeAll(async () => {
    // A checkout whose cdk.json is the test's own.
    checkout = mkdtempSync(join(tmpdir(), 'checkout-'));
    for (const name of readdirSync(ROOT).filter((entry) => !['cdk.json', 'cdk.out', '.git'].includes(entry)))
      symlinkSync(join(ROOT, name), join(checkout, name));
    cpSync(join(ROOT, 'cdk.json'), join(checkout, 'cdk.json'));
    start = spawnCommand(process.execPath, ['bin/recommenders.cjs', 'start', '--port', '0']);
    await start.seen(/The page is at/);
    const [, endpoint] = /AWS_ENDPOINT_URL=(http:\S+)/.exec(start.stdout())!;
    env = { ...process.env, ...localEnvironment({ endpoint, region: LOCAL_REGION }) };
  });
  afterAll(() => {
    endSpawned();
    rmSync(checkout, { recursive: true });
  });

  const filled = (text: string): string =>
    Object.entries(values).reduce((before, [name, value]) => before.replaceAll(name, value), text);
  const sh = async (command: string): Promise<string> => {
    const { stdout } = await promisify(execFile)('sh', ['-ec', filled(command)], { cwd: checkout, env });
    return stdout;
  };
  const configure = (change: object): void => {
    const file = join(checkout, 'cdk.json');
    const json = JSON.parse(readFileSync(file, 'utf8')) as { context: { ecommerceRecommenders: object } };
    Object.assign(json.context.ecommerceRecommenders, change);
    writeFileSync(file, JSON.stringify(json));
  };
  const readOutputs = (): void => {
    const printed = start.stdout().matchAll(/^ {2}(\w+) = (\S+)$/gm);
    outputs = Object.fromEntries(Array.from(printed, ([, name, value]) => [name, value]));
  };

  /** The first row of each printed list. */
  const firstRows = (printed: string): string[] => printed.match(/^ *1 {2}.*$/gm) ?? [];

  it('asks the recommenders, and what goes with an item', async () => {
    const [asking, related] = blocks(3, 'sh');
    const [, first, second, ...more] = firstRows(await sh(asking));
    expect([second.startsWith(first), more]).toEqual([true, []]);
    [values.ITEM_ID] = /\S+$/.exec(second)!;
    expect(firstRows(await sh(related))).toHaveLength(2);
  });

  itWith('awsCli')('filters with the AWS CLI', async () => {
    readOutputs();
    values.DATASET_GROUP_ARN = outputs.DatasetGroupArn;
    const [row] = firstRows(await sh(blocks(4, 'sh')[0]));
    expect(Number(/(\d+\.\d\d)\s*$/.exec(row)![1])).toBeLessThan(10);
  });

  it('adds the personal use case, which answers two users differently', async () => {
    configure(JSON.parse(`{${blocks(5, 'json')[0].replace(/,\s*$/, '')}}`) as object);
    const [one, other] = firstRows(await sh(blocks(5, 'sh')[0]));
    expect(other).toMatch(/./);
    expect(other).not.toBe(one);
  });

  it('measures how good it is', async () => {
    expect(await sh(blocks(6, 'sh')[0])).toMatch(/recommender +0\.\d{3}/);
  });

  itWith('awsCli')('imports fresh data', async () => {
    configure({ freshData: true });
    values['YOUR_ARCHIVE.tar.gz'] = SHIPPED_ARCHIVE;
    values.DATA_BUCKET_NAME = outputs.DataBucketName;
    const commands = blocks(7, 'sh')[0];
    await sh(commands);
    const [imports] = commands.trim().split('\n').slice(-1);
    await until(async () => /imported/.test(await sh(imports)));
  });

  describeWithBrowser('and the first shelf of docs/storefront.md', () => {
    const [deploy, serve] = blocksOf(STOREFRONT, 'A first shelf', 'sh');
    const [page] = blocksOf(STOREFRONT, 'A first shelf', 'html');
    const file = (): string => join(checkout, 'shop.html');
    let server: ChildProcess;
    let browser: Browser;
    beforeAll(async () => {
      browser = await startBrowser();
    });
    afterAll(async () => {
      await browser.close();
      server.kill();
    });

    it('come up in a page of one’s own, at the origin that the API allows', async () => {
      const { port, release } = await holdPort(8080, { orNext: true });
      values['8080'] = `${port}`;
      await sh(deploy);
      const printed = JSON.parse(await sh('npm run -s outputs -- --json')) as Record<string, string>[];
      values['http://127.0.0.1:4567'] = printed.find(({ name }) => name === 'ApiUrl')!.value;
      writeFileSync(file(), filled(page));
      await release();
      server = spawn('sh', ['-ec', `exec ${filled(serve)}`], { cwd: checkout, stdio: 'inherit' });
      const origin = `http://127.0.0.1:${port}`;
      await until(async () => (await fetch(origin).catch(() => undefined))?.ok === true);
      const [own, opened] = [await openWindow(browser), await openWindow(browser)];
      // Until a busy machine answers within what the API waits for.
      await until(async () => {
        await own.page.goto(origin);
        await own.page
          .getByText(/^\$\d+\.\d\d$/)
          .first()
          .waitFor();
        return (await own.page.getByRole('heading', { level: 2 }).textContent()) === 'Best sellers';
      });
      expect(own.complaints).toEqual([]);
      await opened.page.goto(pathToFileURL(file()).href);
      await until(() => opened.complaints.some((text) => text.includes('blocked by CORS policy')));
      expect(await opened.page.getByText('Loading the best sellers').isVisible()).toBe(true);
    });
  });

  it('leaves nothing', async () => {
    start.kill('SIGINT');
    await start.seen(/Nothing is left\./);
  });
});

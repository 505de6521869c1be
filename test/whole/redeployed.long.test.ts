/** @jest-environment ./test/jest/in-order-environment.js */
import { CloudFormation } from '@aws-sdk/client-cloudformation';
import { Personalize } from '@aws-sdk/client-personalize';
import { PersonalizeEventsClient } from '@aws-sdk/client-personalize-events';
import { SFN } from '@aws-sdk/client-sfn';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { STACK_NAME } from '@ecommerce-recommenders/shop-data/contracts/stack-name';
import { contextArgs } from '@ecommerce-recommenders/tools/cdk/followed-cdk';
import type { UseCaseReport } from '@ecommerce-recommenders/tools/evaluate/evaluation-report';
import { SentEvents } from '@ecommerce-recommenders/tools/page/events';
import {
  askEveryUseCase,
  type Answer,
  type Answers,
} from '@ecommerce-recommenders/tools/start/ask-every-use-case';
import { LOCAL_REGION } from 'embedded-aws/environment';
import type { Fault } from 'embedded-aws/faults/fault-kinds';
import { keptArchive } from '../support/kept-archive';
import { partOfSample } from '../support/part-of-sample';
import { runCommand } from '../support/run-command';
import { shopArchive } from '../support/shop-archive';
import { until } from '../support/spawned-command';
import { lossesIn, planUpdate, type PlannedTemplate } from '../support/update-plan';
import { EVERYTHING_ON, LEFT_ALONE } from '../upgrade/everything-on';
import { installRelease } from '../upgrade/kept-release';
import { startStack, type DeployedStack } from './deployed-stack';

/** With recommenders, lists and similar items. */
const LISTED = {
  serving: JSON.stringify({ 'best-sellers': 'lists', 'customers-who-viewed-x-also-viewed': 'lists' }),
  similarItems: 'true',
  trainingTimeoutHours: '1',
};

const SHOP = { archive: keptArchive(partOfSample()), trainingTimeoutHours: '1' };

// Each test continues with the previous test's stack, as a user would.
describe('the stack, deployed by the CDK CLI on the embedded AWS', () => {
  let deployed: DeployedStack;
  beforeAll(async () => {
    deployed = await startStack();
    await deployed.stack.deploy(LISTED, deployed.follow);
  });
  afterAll(() => deployed.close());

  const run = (...args: string[]): Promise<string> => runCommand(deployed.aws.endpoint, ...args);

  it('is measured by npm run evaluate in every use case, also where it has lists', async () => {
    const json = join(deployed.folder, 'evaluation.json');
    const printed = await run('evaluate', '--users', '30', '--json', json);
    for (const [name, list] of [
      ['Frequently bought together', 'recommender'],
      ['Customers who viewed X also viewed', 'recommender'],
      ['Similar items', 'similar-items'],
    ])
      expect(printed).toMatch(
        new RegExp(`^${name}: 30 users\\n[^]*^25 +${list} +0\\.\\d{3} ±0\\.\\d{3} `, 'm'),
      );
    const { useCases } = JSON.parse(await readFile(json, 'utf8')) as { useCases: UseCaseReport[] };
    expect(useCases.map(({ useCase, lines }) => [useCase, lines.length])).toEqual([
      ['most-viewed', 12],
      ['best-sellers', 12],
      ['frequently-bought-together', 15],
      ['customers-who-viewed-x-also-viewed', 15],
      ['similar-items', 15],
    ]);
    const { lines } = useCases[2];
    const hitRate = (list: string): number => lines.find((line) => line.list === list)!.hitRate.mean;
    expect(hitRate('recommender')).toBeGreaterThan(hitRate('popularity'));
  });

  it('has similar items that say what the catalogue describes alike, and shows them', async () => {
    const { stack } = deployed;
    const answers = await askEveryUseCase(stack.clients, await stack.outputs());
    const [{ itemId, category }] = answers['best-sellers']![0].items;
    const similar = JSON.parse(
      await run('recommend', 'similar-items', '--item', itemId, '--json'),
    ) as Answer['items'];
    expect(new Set(similar.map((item) => item.itemId)).size).toBe(10);
    expect(similar.filter((item) => item.category === category).length).toBeGreaterThan(5);
    expect(similar.map((item) => item.itemId)).not.toContain(itemId);
    expect(answers['similar-items']).toContainEqual({
      input: { userId: expect.any(String) as string, itemId },
      items: similar,
    });
  });

  it('has no difference to what is deployed', async () => {
    await expect(deployed.cdk('diff', '--fail', ...contextArgs(LISTED))).resolves.toBeUndefined();
  });

  it('leaves its names free when it is destroyed', async () => {
    await deployed.stack.destroy(deployed.follow);
    expect(await deployed.stack.inventory()).toEqual([]);
  });

  it('is deployed through throttling, broken connections and functions that run twice', async () => {
    const { aws, stack, follow } = deployed;
    aws.faults.set([
      { fault: 'throttling', rate: 0.05, times: 10 },
      { fault: 'connection-drop', service: 'personalize', when: 'after', rate: 0.1, times: 5 },
      { fault: 'function-twice', function: '*Framework*', times: 5 },
    ]);
    await stack.deploy(SHOP, follow);
    expect(aws.faults.list().map(({ struck }) => struck > 0)).toEqual([true, true, true]);
    aws.faults.set([]);
    await stack.destroy(follow, SHOP);
    expect(await stack.inventory()).toEqual([]);
  });

  it.each<[string, RegExp, { readonly items?: string; readonly fault?: Fault }]>([
    ['bad data', /items\.csv/, { items: 'items,that,are\nnot,a,table\n' }],
    [
      'a training that fails',
      /Out of luck/,
      { fault: { fault: 'training-failure', useCase: 'best-sellers', reason: 'Out of luck' } },
    ],
  ])('ends with the cause of %s, and rolls back all it made', async (name, cause, { items, fault }) => {
    const { aws, stack, follow, folder, resources } = deployed;
    const archive = join(folder, `${name}.tar`);
    if (items) await writeFile(archive, shopArchive({ items }));
    if (fault) aws.faults.set([fault]);
    resources.length = 0;
    // Otherwise the readiness check at synth would fail before the deployment.
    const settings: Readonly<Record<string, string>> = items ? { archive, force: 'true' } : SHOP;
    await expect(stack.deploy(settings, follow)).rejects.toThrow(cause);
    expect(resources.map(({ status }) => status)).toContain('CREATE_FAILED');
    expect((await stack.inventory()).map(({ type }) => type)).toEqual(['AWS::CloudFormation::Stack']);
    aws.faults.set([]);
    // Its app, which would refuse the setting, does not run again.
    await stack.destroy(follow, { holdout: 'none' });
    expect(await stack.inventory()).toEqual([]);
  });

  describe('of the last release, with everything on,', () => {
    let release: string;
    let context: Readonly<Record<string, string>>;
    let before: Holdings;
    beforeAll(async () => {
      release = installRelease(deployed.folder);
      const archive = join(deployed.folder, 'shop.tar.gz');
      await writeFile(archive, partOfSample());
      const values = Object.entries(EVERYTHING_ON).map(
        ([name, value]) => [name, JSON.stringify(value)] as const,
      );
      context = { archive, ...Object.fromEntries<string>(values) };
    });

    it('has each setting of that release', () => {
      const settings = join(release, 'dist/packages/shop-data/src/contracts/settings/settings.js');
      const { SETTING_NAMES } = jest.requireActual<{ SETTING_NAMES: readonly string[] }>(settings);
      expect([...Object.keys(EVERYTHING_ON), ...LEFT_ALONE].sort()).toEqual([...SETTING_NAMES].sort());
    });

    it('recommends, and follows a purchase', async () => {
      const { aws, stack } = deployed;
      const app = ['--app', `node "${join(release, 'dist/bin/app.js')}"`];
      await deployed.cdk('deploy', '--require-approval', 'never', ...app, ...contextArgs(context));
      await idle(deployed);
      const outputs = await stack.outputs();
      const forYou = async (): Promise<Answer> =>
        (await askEveryUseCase(stack.clients, outputs))['recommended-for-you']![0];
      const { input, items } = await forYou();
      const events = new PersonalizeEventsClient({ endpoint: aws.endpoint, region: LOCAL_REGION });
      const [{ itemId }] = items;
      await new SentEvents(events, outputs.TrackingId).send({
        userId: input.userId!,
        itemId,
        eventType: 'Purchase',
      });
      expect((await forYou()).items).not.toContainEqual(expect.objectContaining({ itemId }));
      before = await holdings(deployed);
      expect(before.made.length).toBeGreaterThan(12);
    });

    it('is upgraded to this version, and keeps what it has and what it answers', async () => {
      const { stack, follow } = deployed;
      await stack.deploy(context, follow);
      await idle(deployed);
      const { template, outputs, ...kept } = await holdings(deployed);
      // What AWS would do, by its own specification.
      expect(lossesIn(planUpdate(before.template, template), before.template)).toEqual([]);
      expect(outputs).toMatchObject(before.outputs);
      expect(kept).toEqual({ made: before.made, answers: before.answers });
    });

    it('leaves nothing when it is destroyed', async () => {
      const { stack, follow } = deployed;
      await stack.destroy(follow, context);
      expect(await stack.inventory()).toEqual([]);
    });
  });
});

/** What an upgrade must not take from a shop. */
interface Holdings {
  readonly template: PlannedTemplate;
  readonly outputs: Readonly<Record<string, string>>;
  /** ARNs of what was imported and trained, and when it was. */
  readonly made: readonly (readonly [string | undefined, Date | undefined])[];
  readonly answers: Answers;
}

async function holdings({ aws, stack }: DeployedStack): Promise<Holdings> {
  const config = { endpoint: aws.endpoint, region: LOCAL_REGION };
  const personalize = new Personalize(config);
  const { TemplateBody } = await new CloudFormation(config).getTemplate({ StackName: STACK_NAME });
  const { datasets } = await personalize.listDatasets();
  const { datasetImportJobs } = await personalize.listDatasetImportJobs();
  const { recommenders } = await personalize.listRecommenders();
  const { solutionVersions } = await personalize.listSolutionVersions();
  const { campaigns } = await personalize.listCampaigns();
  const outputs = await stack.outputs();
  return {
    template: JSON.parse(TemplateBody!) as PlannedTemplate,
    outputs,
    made: [
      ...datasets!.map((one) => [one.datasetArn, one.creationDateTime] as const),
      ...datasetImportJobs!.map((one) => [one.datasetImportJobArn, one.creationDateTime] as const),
      ...recommenders!.map((one) => [one.recommenderArn, one.creationDateTime] as const),
      ...solutionVersions!.map((one) => [one.solutionVersionArn, one.creationDateTime] as const),
      ...campaigns!.map((one) => [one.campaignArn, one.creationDateTime] as const),
    ],
    answers: await askEveryUseCase(stack.clients, outputs),
  };
}

/** Resolves once no state machine of the stack works any more: deployments start lists, segments and batches. */
async function idle({ aws, stack }: DeployedStack): Promise<void> {
  const sfn = new SFN({ endpoint: aws.endpoint, region: LOCAL_REGION });
  // The run of fresh data waits some minutes for events, and then finds no files.
  const machines = Object.entries(await stack.outputs()).filter(
    ([name]) => name.endsWith('StateMachineArn') && name !== 'FreshDataStateMachineArn',
  );
  for (const [, stateMachineArn] of machines)
    await until(async () => {
      const { executions } = await sfn.listExecutions({ stateMachineArn, statusFilter: 'RUNNING' });
      return executions!.length === 0;
    });
}

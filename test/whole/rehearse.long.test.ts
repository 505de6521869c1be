import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deployedStack } from '@ecommerce-recommenders/tools/rehearse/deployed-stack';
import { rehearsal } from '@ecommerce-recommenders/tools/rehearse/rehearsal';
import { startStage, type Rehearsed } from '@ecommerce-recommenders/tools/rehearse/rehearse';
import type { Report } from '@ecommerce-recommenders/tools/rehearse/report';
import { isSilent, silentMs } from '@ecommerce-recommenders/tools/rehearse/shelves';
import { reportText } from '@ecommerce-recommenders/tools/rehearse/report-text';
import type { Template } from '@ecommerce-recommenders/tools/cdk/assembly';
import { templateOf, type Deployable } from '@ecommerce-recommenders/tools/rehearse/synthesized';
import type { Fault } from 'embedded-aws/faults/fault-kinds';
import { LOCAL_REGION, localEnvironment } from 'embedded-aws/environment';
import { shopAccount } from '../storm/shop-account';
import { shopAssemblies, type Shop } from '../storm/shop-assemblies';
import { smallShop } from '../storm/small-shop';
import { allGone, endSpawned, spawnCommand, until } from '../support/spawned-command';

const CORE = { archive: smallShop(), trainingTimeoutHours: 2, useCases: ['most-viewed', 'best-sellers'] };
const FILTERS = { cheap: 'INCLUDE ItemID WHERE Items.PRICE < 20' };
const API = { origins: ['https://shop.example'] };

/** What a change has to be told as; lists that are left out are empty. */
interface Told {
  readonly lost?: readonly string[];
  readonly forEver?: readonly string[];
  readonly created?: readonly string[];
  readonly deleted?: readonly string[];
  /** Shelves that have no answer in the end. */
  readonly silent?: readonly string[];
}

const SAME = 'nothing changes';
const TRACKER = 'event tracker EcommerceRecommenders-events';

/** Ordinary changes: before, after, and what a shop notices of them. */
const CHANGES: Readonly<
  Record<string, { readonly from?: Partial<Shop>; readonly to: Partial<Shop>; readonly told: Told }>
> = {
  [SAME]: { to: {}, told: {} },
  'a use case is added': {
    to: { useCases: [...CORE.useCases, 'recommended-for-you'] },
    told: { created: ['recommender Recommended for you'] },
  },
  'a use case is removed': {
    to: { useCases: ['most-viewed'] },
    told: { lost: ['recommenders'], deleted: ['recommender Best sellers'], silent: ['best-sellers'] },
  },
  'events are tracked': { to: { eventTracker: true }, told: { created: [TRACKER] } },
  'events are no longer tracked': {
    from: { eventTracker: true },
    to: {},
    told: { forEver: ['event-tracker'], deleted: [TRACKER] },
  },
  'a filter is removed': {
    from: { filters: FILTERS },
    to: {},
    told: { lost: ['filters'], deleted: [expect.stringContaining('filter EcommerceRecommenders-cheap')] },
  },
  'a ranking is added': {
    to: { ranking: true },
    told: { created: [expect.stringContaining('campaign '), expect.stringContaining('solution ')] },
  },
  'the data changes': { to: { archive: smallShop({ price: 99 }) }, told: {} },
  'a recommender is provisioned for more': {
    to: { useCases: { 'most-viewed': { minRecommendationRequestsPerSecond: 2 }, 'best-sellers': {} } },
    told: {},
  },
  'the shop moves in its stack': { to: { place: 'wrapped' }, told: { forEver: ['bucket'] } },
  'the API is removed': {
    from: { api: API },
    to: {},
    told: {
      forEver: ['event-tracker', 'api'],
      deleted: [TRACKER],
      silent: ['api:best-sellers', 'api:most-viewed'],
    },
  },
};

/** The stack before or after a change; where nothing changes, both are one. */
const idOf = (side: 'from' | 'to', name: string): string =>
  name === SAME ? 'same' : `${side}-${Object.keys(CHANGES).indexOf(name)}`;
const ASSEMBLIES = shopAssemblies<string>(
  Object.fromEntries(
    Object.entries(CHANGES).flatMap(([name, { from, to }]): [string, Shop][] => [
      [idOf('from', name), { ...CORE, ...from }],
      [idOf('to', name), { ...CORE, ...to }],
    ]),
  ),
);

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'rehearse-'))));
afterAll(() => rmSync(folder, { recursive: true }));

const rehearse = (name: string, seeds = 0): Promise<Report> =>
  rehearsal({
    folder,
    seeds,
    accepted: [],
    synthesizeFrom: async () => ({ origin: 'The shop', assembly: ASSEMBLIES[idOf('from', name)] }),
    synthesizeTo: async () => ({ origin: 'its change', assembly: ASSEMBLIES[idOf('to', name)] }),
  });

/** What a shop knows by name: counts of plumbing are left out, and what CloudFormation names. */
const namedIn = (lines: readonly string[]): string[] =>
  lines.filter((line) => /^(recommender|event tracker|filter|campaign|solution|dataset)/.test(line));

describe('a rehearsal of', () => {
  it.each(Object.keys(CHANGES))('%s says what its deployment does', async (name) => {
    const { told } = CHANGES[name];
    const report = await rehearse(name);
    const names = (isForEver: boolean): string[] =>
      report.lost.filter((loss) => loss.isForEver === isForEver).map((loss) => loss.name);
    const silent = report.shelves.filter(({ silentMs, isSilent }) => silentMs > 0 || isSilent);
    const nothing = { lost: [], forEver: [], created: [], deleted: [], silent: [] };
    expect({
      status: report.status,
      lost: names(false),
      forEver: names(true),
      created: namedIn(report.created),
      deleted: namedIn(report.deleted),
      trainedAnew: report.trainedAnew,
      replaced: namedIn(report.replaced),
      silent: silent.map((shelf) => shelf.name).sort(),
    }).toEqual({
      status: name === SAME ? 'NO_UPDATE' : 'UPDATE_COMPLETE',
      ...{ trainedAnew: [], replaced: [], ...nothing, ...told },
    });
    for (const line of reportText(report).split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    const problems = report.problems.flatMap(({ name: one }) => one ?? []);
    expect(problems.sort()).toEqual([...(told.lost ?? []), ...(told.forEver ?? [])].sort());
  });
});

describe('a rehearsal', () => {
  it('under faults has a run for each seed', async () => {
    const { faulty, problems } = await rehearse('the data changes', 2);
    expect(faulty.map(({ seed }) => seed)).toEqual([1, 2]);
    expect(faulty.map(({ end }) => end)).not.toContain('harmed');
    expect(problems).toEqual([]);
  });

  it.each<[string, Fault, Pick<Rehearsed, 'firstStatus' | 'status'>]>([
    [
      'that stop the deployment comes back',
      { fault: 'import-failure', times: 1 },
      { firstStatus: 'UPDATE_ROLLBACK_COMPLETE', status: 'UPDATE_ROLLBACK_COMPLETE' },
    ],
    [
      'that stop the rollback too comes back once that is continued',
      { fault: 'function-crash', function: '*onEvent*' },
      { firstStatus: 'UPDATE_ROLLBACK_FAILED', status: 'UPDATE_ROLLBACK_COMPLETE' },
    ],
  ])('under faults %s', async (_, fault, ended) => {
    const stage = await startStage();
    try {
      const side = (one: 'from' | 'to'): Deployable => ({
        origin: one,
        assembly: ASSEMBLIES[idOf(one, 'the data changes')],
      });
      await stage.create(side('from'));
      const seen = await stage.update(side('to'), { faults: [fault], seed: 1 });
      expect(seen).toMatchObject({ ...ended, dead: [] });
      const { before, after } = seen;
      expect([after.outputs, after.resources]).toEqual([before.outputs, before.resources]);
      // Besides the imports of the attempt.
      expect([...after.made]).toEqual(expect.arrayContaining([...before.made]));
      expect(seen.shelves.map(({ name }) => name)).toEqual(['most-viewed', 'best-sellers']);
      expect(seen.shelves.filter((shelf) => isSilent(shelf) || silentMs(shelf, seen.tookMs) > 0)).toEqual([]);
    } finally {
      await stage.account.close();
    }
  });
});

describe('a rehearsal of what CloudFormation refuses', () => {
  it.each<[string, (resources: Template['Resources'] & object) => void, string, string]>([
    [
      'another function behind a resource',
      (resources) => {
        const [dataset, data] = ['Custom::PersonalizeDataset', 'Custom::PreparedData'].map(
          (type) => Object.values(resources).find(({ Type }) => Type === type)!.Properties!,
        );
        Object.assign(dataset, { ServiceToken: data.ServiceToken });
      },
      'UPDATE_ROLLBACK_COMPLETE',
      'Modifying service token is not allowed.',
    ],
    [
      'another kind under the same logical id',
      (resources) => {
        const dataset = Object.values(resources).find(({ Type }) => Type === 'Custom::PersonalizeDataset');
        Object.assign(dataset!, { Type: 'Custom::Other' });
      },
      'REFUSED',
      'Update of resource type is not permitted.',
    ],
  ])('names the reason: %s', async (_what, change, status, reason) => {
    const { [idOf('from', SAME)]: assembly } = ASSEMBLIES;
    const template = templateOf({ origin: '', assembly });
    change(template.Resources!);
    const assets = { ...assembly.assets, 'changed.json': Buffer.from(JSON.stringify(template)) };
    const report = await rehearsal({
      ...{ folder, accepted: [] },
      synthesizeFrom: async () => ({ origin: 'The shop', assembly }),
      synthesizeTo: async () => ({
        origin: 'its change',
        assembly: { ...assembly, assets, template: 'changed.json' },
      }),
    });
    expect([report.status, report.reasons.join()]).toEqual([status, expect.stringContaining(reason)]);
    expect(reportText(report)).toContain(`The deployment ends as ${status}`);
    expect(report.lost).toEqual([]);
  });
});

describe('a rehearsal of a stack as it is deployed', () => {
  const account = shopAccount({}, { latency: 'fast' });

  it('reads all that a deployment needs, and changes nothing there', async () => {
    const assembly = ASSEMBLIES[idOf('from', 'a use case is added')];
    await account.created(assembly);
    const before = await account.inventory();
    // Jest's environment takes them back.
    Object.assign(process.env, localEnvironment({ endpoint: account.aws.endpoint, region: LOCAL_REGION }));
    const from = await deployedStack(assembly.stackName);
    expect(await account.inventory()).toEqual(before);
    await expect(deployedStack('Another')).rejects.toThrow('does not exist in us-east-1. Name a commit');
    const report = await rehearsal({
      ...{ folder, accepted: [] },
      synthesizeFrom: async () => from,
      synthesizeTo: async () => ({ origin: 'the same', assembly }),
    });
    expect([report.status, report.problems]).toEqual(['NO_UPDATE', []]);
  });
});

describe('npm run rehearse', () => {
  const REHEARSE = ['bin/recommenders.cjs', 'rehearse', '--from', '.'];
  afterEach(endSpawned);

  it('takes a folder with a checkout, and another app, and writes what it prints', async () => {
    const file = join(folder, 'report.json');
    const app = ['--app', 'node -r ./bin/run-typescript.cjs bin/moved-app.ts'];
    const args = [...REHEARSE, ...app, '-c', `filters=${JSON.stringify(FILTERS)}`, '--json', file];
    const command = spawnCommand(process.execPath, args);
    expect([await command.ended, command.stderr()]).toEqual([[0, null], '']);
    expect(command.stdout()).toMatch(
      /^The folder \., then the app "node [^]*bin\/moved-app\.ts"\s+over it$/m,
    );
    expect(command.stdout()).toMatch(/^Created\n {2}filter EcommerceRecommenders-cheap/m);
    const { status, lost, deleted, trainedAnew, problems } = JSON.parse(readFileSync(file, 'utf8')) as Report;
    const nothing = { lost: [], deleted: [], trainedAnew: [], problems: [] };
    expect({ status, lost, deleted, trainedAnew, problems }).toEqual({
      status: 'UPDATE_COMPLETE',
      ...nothing,
    });
    expect(command.leftovers()).toEqual([]);
  });

  it('ends with all that it has started, and without a report, by Ctrl-C', async () => {
    const file = join(folder, 'interrupted.json');
    const command = spawnCommand(process.execPath, [...REHEARSE, '--json', file]);
    // The CDK CLI, and the app below it.
    await until(() => command.below().some(({ args }) => args.includes('bin/app')));
    const started = command.below();
    command.kill('SIGINT');
    expect([await command.ended, command.stdout()]).toEqual([[130, null], '']);
    expect(command.stderr()).toContain('was interrupted');
    await allGone(started);
    expect([existsSync(file), command.leftovers()]).toEqual([false, []]);
  });
});

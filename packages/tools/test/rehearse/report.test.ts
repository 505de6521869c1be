import type { StackEvent } from '@aws-sdk/client-cloudformation';
import type { DeployedResource } from '@ecommerce-recommenders/shop-data/contracts/deletions';
import type { Template } from '@ecommerce-recommenders/tools/cdk/assembly';
import type { Holdings } from '@ecommerce-recommenders/tools/rehearse/holdings';
import type { Rehearsed } from '@ecommerce-recommenders/tools/rehearse/rehearse';
import { FAULT_KINDS } from 'embedded-aws/faults/fault-kinds';
import { faultyRun } from '@ecommerce-recommenders/tools/rehearse/faulty-run';
import { faultsOfSeed } from '@ecommerce-recommenders/tools/rehearse/seeded-faults';
import { reportOf, type FaultyRun, type Report } from '@ecommerce-recommenders/tools/rehearse/report';
import { duration, reportText } from '@ecommerce-recommenders/tools/rehearse/report-text';
import type { SeenShelf } from '@ecommerce-recommenders/tools/rehearse/shelves';

const PREFIX = 'arn:aws:personalize:us-east-1:123456789012';
const deployed = (logicalId: string, type: string, id: string): DeployedResource => ({ logicalId, type, id });
const GROUP = deployed('Group', 'Custom::PersonalizeDatasetGroup', `${PREFIX}:dataset-group/S-shop`);
const SELLERS = deployed(
  ...(['BestSellers', 'Custom::PersonalizeRecommender', `${PREFIX}:recommender/S-best-sellers`] as const),
);
const EVENTS = `${PREFIX}:dataset/S-shop/INTERACTIONS`;
const BUCKET = deployed('Bucket', 'AWS::S3::Bucket', 'bucket-one');
const SHELF: SeenShelf = {
  ...{ name: 'best-sellers', title: 'Best sellers, its recommender', goesWith: ['recommenders'] },
  ...{ usual: 'the recommender', spans: [] },
};

const PREPARED = { Holdout: '0.1', EventTypes: '{}', ArchiveKey: 'a.tar' };
const TEMPLATE: Template = {
  Resources: {
    Group: { Type: GROUP.type, Properties: { Name: 'S-shop' } },
    Data: { Type: 'Custom::PreparedData', Properties: PREPARED },
  },
};

const holdings = (
  resources: readonly DeployedResource[],
  made: Readonly<Record<string, number>> = { [EVENTS]: 1 },
): Holdings => ({
  outputs: { BestSellersRecommenderArn: SELLERS.id },
  resources,
  made: new Map(Object.entries(made).map(([arn, createdMs]) => [arn, { kind: 'dataset', createdMs }])),
});

const FROM = { origin: 'Commit 1', template: TEMPLATE };
const TO = { origin: 'this checkout', template: TEMPLATE, hasSample: false };

const ALL = holdings([GROUP, SELLERS, BUCKET]);
const GONE = { after: holdings([GROUP, BUCKET]) };

const rehearsed = (seen: Partial<Rehearsed>): Rehearsed => ({
  ...{ before: ALL, after: ALL, status: 'UPDATE_COMPLETE', firstStatus: 'UPDATE_COMPLETE' },
  ...{ reasons: [], tookMs: 3_600_000, events: [], shelves: [SHELF], dead: [] },
  ...seen,
});

const report = (
  seen: Partial<Rehearsed>,
  accepted: readonly string[] = [],
  faulty?: readonly FaultyRun[],
): Report => reportOf({ from: FROM, to: TO, rehearsed: rehearsed(seen), faulty, accepted });

const problemsOf = ({ problems }: Report): (string | undefined)[] => problems.map(({ name }) => name);

it('a report has no problem where all stays, and says where a name is accepted that nothing has', () => {
  const found = report({}, ['shelves']);
  expect(problemsOf(found)).toEqual([]);
  expect(reportText(found)).toContain('Best sellers, its recommender: answered all the time');
  expect(reportText(found)).toContain('Accepted, but nothing has this name\n  shelves');
});

it('a report names a shelf that had no answer, for how long, and what answered meanwhile', () => {
  const spans = [
    { fromMs: 60_000, toMs: 120_000, problem: 'it is gone' },
    { fromMs: 120_000, toMs: 600_000, source: 'the lists' },
  ];
  const found = report({ shelves: [{ ...SHELF, spans }] });
  expect(problemsOf(found)).toEqual(['best-sellers']);
  expect(reportText(found).replace(/\s+/g, ' ')).toContain(
    'no answer for 60 s, from 60 s on (it is gone); meanwhile the lists',
  );
  expect(problemsOf(report({ shelves: [{ ...SHELF, spans }] }, ['best-sellers']))).toEqual([]);
});

it('a report tells a recommender that is deleted once: as the loss, not as its shelf', () => {
  const shelves = [{ ...SHELF, spans: [{ fromMs: 60_000, problem: 'it is gone' }] }];
  const found = report({ ...GONE, shelves });
  expect(found.lost).toEqual([expect.objectContaining({ name: 'recommenders', isForEver: false })]);
  expect(problemsOf(found)).toEqual(['recommenders']);
  const accepted = report({ ...GONE, shelves }, ['recommenders']);
  expect([problemsOf(accepted), accepted.acceptedInVain]).toEqual([[], []]);
});

it('a report has what is lost for ever first: a bucket, and a dataset that is made anew under its name', () => {
  const found = report({ after: holdings([GROUP, { ...BUCKET, id: 'bucket-two' }], { [EVENTS]: 2 }) });
  expect(found.lost.map(({ name, isForEver }) => [name, isForEver])).toEqual([
    ['bucket', true],
    ['datasets', true],
    ['recommenders', false],
  ]);
  expect(found.replaced).toEqual(['bucket bucket-two']);
});

it('a report does not count as lost what is kept, and says what could not be deleted, and why', () => {
  const events = [{ PhysicalResourceId: 'bucket-one', ResourceStatus: 'DELETE_SKIPPED' }] as StackEvent[];
  expect(report({ after: holdings([GROUP, SELLERS]), events }).lost).toEqual([]);
  const why = { ResourceStatus: 'DELETE_FAILED', ResourceStatusReason: 'Not allowed.' };
  const failed = { LogicalResourceId: 'BestSellers', ...why };
  const found = report({ events: [failed, failed] as StackEvent[] });
  expect(found.notDeleted).toEqual(['BestSellers: Not allowed.']);
  expect(reportText(found)).toContain('Not deleted, and stays\n  BestSellers: Not allowed.\n');
});

it('a report names an output of something dead, and a deployment that fails, which nothing accepts', () => {
  const dead = [{ name: 'BestSellersRecommenderArn', problem: 'it answers nothing' }];
  const found = report({ status: 'UPDATE_ROLLBACK_COMPLETE', reasons: ['Group: No.'], dead });
  expect(problemsOf(found)).toEqual([undefined, 'BestSellersRecommenderArn']);
  expect(reportText(found)).toContain('The deployment ends as UPDATE_ROLLBACK_COMPLETE\n  Group: No.\n');
});

it('a report names what is trained anew, by the time when it was made', () => {
  const made = (createdMs: number): Holdings['made'] =>
    new Map([[SELLERS.id, { kind: 'recommender', createdMs }]]);
  const found = report({ before: { ...ALL, made: made(1) }, after: { ...ALL, made: made(2) } });
  expect(found.trainedAnew).toEqual(['recommender Best sellers']);
});

it('a report says how long in seconds, minutes and hours', () => {
  expect([40, 27 * 60, 100 * 60].map((seconds) => duration(1000 * seconds))).toEqual([
    ...['40 s', '27 min', '1 h 40 min'],
  ]);
});

const CALM = { problems: [{ name: 'recommenders', says: 'the recommender best-sellers.' }] };
const DEAD = { name: 'recommenders', problem: 'gone' };
const LOST_DATA = { after: holdings([GROUP, SELLERS, BUCKET], {}) };
const back = { status: 'UPDATE_ROLLBACK_COMPLETE', firstStatus: 'UPDATE_ROLLBACK_COMPLETE' };
const run = (seen: Partial<Rehearsed>, seed = 1): FaultyRun => {
  const deployment = { seed, faults: [{ fault: 'throttling' }], from: FROM, to: TO } as const;
  return faultyRun({ ...deployment, rehearsed: rehearsed(seen) }, CALM);
};

it.each<[string, FaultyRun['end'], Partial<Rehearsed>]>([
  ['that succeeds', 'as planned', {}],
  ['that loses what is lost without faults', 'as planned', GONE],
  ['that loses something else', 'harmed', LOST_DATA],
  ['that is rolled back', 'came back', back],
  ['whose rollback is continued', 'continued', { ...back, firstStatus: 'UPDATE_ROLLBACK_FAILED' }],
  ['that does not come back', 'harmed', { status: 'UPDATE_ROLLBACK_FAILED' }],
  ['that is rolled back and has lost data', 'harmed', { ...back, ...LOST_DATA }],
  ['after which an output is dead', 'harmed', { ...back, dead: [{ name: 'Arn', problem: 'gone' }] }],
  ['without an answer of what it would delete', 'harmed', { ...back, dead: [DEAD] }],
])('a deployment under faults %s: %s', (_, end, seen) => {
  expect(run(seen).end).toBe(end);
});

it('a deployment under faults is counted, and the worst is told', () => {
  const harmed = run({ ...back, ...LOST_DATA, reasons: ['Data: Rate exceeded'] }, 7);
  const found = report({}, [], [run({}, 1), run(back, 2), harmed]);
  const text = reportText(found).replace(/\s+/g, ' ');
  expect(text).toContain('1 of 3 ended as planned 1 of 3 returned to what was live 1 of 3 took something');
  expect(text).toContain('The worst: seed 7, throttling: UPDATE_ROLLBACK_COMPLETE, Data: Rate exceeded');
  expect(found.problems).toEqual([{ says: 'Under the faults of seed 7, the shop is harmed.' }]);
  expect(report({}, [], [run({}), run(back)]).problems).toEqual([]);
});

it('a deployment under faults has the same faults for the same seed, and faults of each kind over many', () => {
  expect(faultsOfSeed(5)).toEqual(faultsOfSeed(5));
  const many = Array.from({ length: 300 }, (_seed, at) => faultsOfSeed(at)).flat();
  const kinds = new Set(many.map(({ fault }) => fault));
  // No deployment waits for batch jobs.
  expect([...kinds, 'batch-failure'].sort()).toEqual(Object.keys(FAULT_KINDS).sort());
});

import type { StackEvent } from '@aws-sdk/client-cloudformation';
import type { DeployedResource } from '@ecommerce-recommenders/shop-data/contracts/deletions';
import type { Template } from '@ecommerce-recommenders/tools/cdk/assembly';
import type { Holdings } from '@ecommerce-recommenders/tools/rehearse/holdings';
import type { Rehearsed } from '@ecommerce-recommenders/tools/rehearse/rehearse';
import { reportOf, type Report } from '@ecommerce-recommenders/tools/rehearse/report';
import { duration, reportText } from '@ecommerce-recommenders/tools/rehearse/report-text';
import type { SeenShelf } from '@ecommerce-recommenders/tools/rehearse/shelves';

const PREFIX = 'arn:aws:personalize:us-east-1:123456789012';
const GROUP = {
  logicalId: 'Group',
  type: 'Custom::PersonalizeDatasetGroup',
  id: `${PREFIX}:dataset-group/S-shop`,
};
const SELLERS = {
  logicalId: 'BestSellers',
  type: 'Custom::PersonalizeRecommender',
  id: `${PREFIX}:recommender/S-best-sellers`,
};
const EVENTS = `${PREFIX}:dataset/S-shop/INTERACTIONS`;
const BUCKET = { logicalId: 'Bucket', type: 'AWS::S3::Bucket', id: 'bucket-one' };
const SHELF: SeenShelf = {
  name: 'best-sellers',
  title: 'Best sellers, its recommender',
  goesWith: ['recommenders'],
  usual: 'the recommender',
  spans: [],
};

const TEMPLATE: Template = {
  Resources: {
    Group: { Type: GROUP.type, Properties: { Name: 'S-shop' } },
    Data: {
      Type: 'Custom::PreparedData',
      Properties: { Holdout: '0.1', EventTypes: '{}', ArchiveKey: 'a.tar' },
    },
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

const report = (seen: Partial<Rehearsed>, accepted: readonly string[] = []): Report =>
  reportOf({
    from: { origin: 'Commit 1', template: TEMPLATE },
    to: { origin: 'this checkout', template: TEMPLATE, hasSample: false },
    rehearsed: {
      before: holdings([GROUP, SELLERS, BUCKET]),
      after: holdings([GROUP, SELLERS, BUCKET]),
      status: 'UPDATE_COMPLETE',
      reasons: [],
      tookMs: 3_600_000,
      events: [],
      shelves: [SHELF],
      dead: [],
      ...seen,
    },
    accepted,
  });

const problemsOf = ({ problems }: Report): (string | undefined)[] => problems.map(({ name }) => name);

describe('a report', () => {
  it('has no problem where all stays', () => {
    const found = report({});
    expect(problemsOf(found)).toEqual([]);
    expect(reportText(found)).toContain('Best sellers, its recommender: answered all the time');
  });

  it('names a shelf that had no answer, for how long, and what answered meanwhile', () => {
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

  it('tells a recommender that is deleted once: as the loss, not as its shelf', () => {
    const shelves = [{ ...SHELF, spans: [{ fromMs: 60_000, problem: 'it is gone' }] }];
    const found = report({ after: holdings([GROUP, BUCKET]), shelves });
    expect(found.lost).toEqual([expect.objectContaining({ name: 'recommenders', isForEver: false })]);
    expect(problemsOf(found)).toEqual(['recommenders']);
    expect(problemsOf(report({ after: holdings([GROUP, BUCKET]), shelves }, ['recommenders']))).toEqual([]);
  });

  it('has what is lost for ever first: a bucket, and a dataset that is made anew under its name', () => {
    const found = report({
      before: holdings([GROUP, SELLERS, BUCKET]),
      after: holdings([GROUP, { ...BUCKET, id: 'bucket-two' }], { [EVENTS]: 2 }),
    });
    expect(found.lost.map(({ name, isForEver }) => [name, isForEver])).toEqual([
      ['bucket', true],
      ['datasets', true],
      ['recommenders', false],
    ]);
    expect(found.replaced).toEqual(['bucket bucket-two']);
  });

  it('does not count as lost what is kept, or could not be deleted', () => {
    const events = [{ PhysicalResourceId: 'bucket-one', ResourceStatus: 'DELETE_SKIPPED' }] as StackEvent[];
    expect(report({ after: holdings([GROUP, SELLERS]), events }).lost).toEqual([]);
  });

  it('says what could not be deleted, and why', () => {
    const LogicalResourceId = 'BestSellers';
    const failed = {
      LogicalResourceId,
      ResourceStatus: 'DELETE_FAILED',
      ResourceStatusReason: 'Not allowed.',
    };
    const found = report({ events: [failed, failed] as StackEvent[] });
    expect(found.notDeleted).toEqual(['BestSellers: Not allowed.']);
    expect(reportText(found)).toContain('Not deleted, and stays\n  BestSellers: Not allowed.\n');
  });

  it('names an output of something dead, and a deployment that fails, which nothing accepts', () => {
    const dead = [{ name: 'BestSellersRecommenderArn', problem: 'it answers nothing' }];
    const found = report({ status: 'UPDATE_ROLLBACK_COMPLETE', reasons: ['Group: No.'], dead });
    expect(problemsOf(found)).toEqual([undefined, 'BestSellersRecommenderArn']);
    expect(reportText(found)).toContain('The deployment ends as UPDATE_ROLLBACK_COMPLETE\n  Group: No.\n');
  });

  it('names what is trained anew, by the time when it was made', () => {
    const made = (createdMs: number): Holdings['made'] =>
      new Map([[SELLERS.id, { kind: 'recommender', createdMs }]]);
    const all = holdings([GROUP, SELLERS, BUCKET]);
    const found = report({ before: { ...all, made: made(1) }, after: { ...all, made: made(2) } });
    expect(found.trainedAnew).toEqual(['recommender Best sellers']);
  });
});

it.each([
  [40_000, '40 s'],
  [27 * 60_000, '27 min'],
  [100 * 60_000, '1 h 40 min'],
])('%d ms are %s', (ms, words) => {
  expect(duration(ms)).toBe(words);
});

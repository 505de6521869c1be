import type { Claimed } from '@ecommerce-recommenders/shop-data/contracts/functions/fresh-data';
import type { ListsClaimed } from '@ecommerce-recommenders/shop-data/contracts/functions/lists';
import { USE_CASE_NAMES } from '@ecommerce-recommenders/personalize/use-cases';
import { mostEvents } from '../support/most-events';
import { dependenciesOf, idsOf, resourcesOf } from '../support/resources';
import { definitionsOf, statesOf } from '../support/state-machines';
import { EVERY_SHOP } from '../support/every-shop';
import { EVERYTHING } from '../support/everything';
import { synthesise } from '../support/synthesise';

/** Event 25,000 of an execution is its end, whatever it still has to delete. */
const MOST_EVENTS = 25_000;

/** Lists beside live use cases. */
const SERVING = { 'best-sellers': 'lists', 'frequently-bought-together': 'lists' };

const USE_CASES = Object.fromEntries(USE_CASE_NAMES.map((name) => [name, {}]));

const context = {
  ...{ ...EVERYTHING, trainingTimeoutHours: 24, serving: SERVING, useCases: USE_CASES },
  segments: { ...EVERYTHING.segments, schedule: 'rate(2 days)' },
  ...{ api: { origins: ['https://shop.example'] }, experiment: { share: 0.1 } },
};
const { template } = synthesise({ context });

/** Where `What next?` leads by what claim says. */
const ANSWERS: Record<Exclude<ListsClaimed['next'], 'leave'>, string> = {
  train: 'Train',
  deletion: 'Wait for deletion jobs',
  wait: 'Wait for other run',
};
const OF_FRESH_DATA: Record<Exclude<Claimed['next'], 'leave'>, string> = {
  deletion: 'Wait for deletion jobs',
  wait: 'Wait for more files',
  prepare: 'Prepare',
  finish: 'Finish',
};
const NOTIFY = 'Notify of failed clean-up';
const OF_BATCHES = ['Claim', 'Train', 'Write', 'Work', 'Convert'];

describe('a state machine', () => {
  it.each(Object.entries({ ...EVERY_SHOP, 'all that runs': context }))(
    'of a shop with %s comes to its end within the history of an execution, with the longest trainings',
    (_what, settings) => {
      const shop = synthesise({ context: { ...settings, trainingTimeoutHours: 24 } });
      const long = [...definitionsOf(shop.template)].filter(
        ([, definition]) => mostEvents(definition) >= MOST_EVENTS,
      );
      expect(long).toEqual([]);
    },
  );

  it.each([
    [
      'Lists',
      ANSWERS,
      ['Claim', 'Train', 'Catalogue', 'Ask each', 'Switch'],
      'Clean-up failed',
      'Lists of recommendations were not renewed',
    ],
    ['Segments', ANSWERS, OF_BATCHES, NOTIFY, 'Segments of users were not renewed'],
    ['Batches', ANSWERS, OF_BATCHES, NOTIFY, 'Recommendations for every user were not renewed'],
    ['FreshData', OF_FRESH_DATA, ['Claim', 'Prepare', 'Import'], undefined, 'Fresh data was not imported'],
  ])(
    'of %s has an answer to all that claim may say, finishes whatever breaks off before and tells of it, and waits by itself',
    (name, answers, steps, afterFinish, notice) => {
      const states = statesOf(template, `${name}State`);
      const { Choices = [], Default } = states['What next?'];
      const led: unknown = Object.fromEntries(Choices.map(({ StringEquals, Next }) => [StringEquals, Next]));
      expect([led, Default]).toEqual([answers, 'Left to another run']);
      const caught = Object.entries(states).flatMap(([state, { Type, Catch }]) =>
        /^(Task|Map)$/.test(Type) && !state.startsWith('Notify')
          ? [[state, Catch?.flatMap(({ ErrorEquals, Next }) => [...ErrorEquals, Next])]]
          : [],
      );
      expect(Object.fromEntries(caught)).toEqual({
        ...Object.fromEntries(steps.map((step) => [step, ['States.ALL', 'Finish']])),
        Finish: afterFinish && ['States.ALL', afterFinish],
      });
      expect(JSON.stringify(states)).toContain(notice);
      expect(states['Wait for deletion jobs']).toMatchObject({ Type: 'Wait', Next: 'Claim' });
      const waits = Object.values(states).filter(({ Type }) => Type === 'Wait');
      expect(Math.min(...waits.map(({ Seconds = 0 }) => Seconds))).toBeGreaterThanOrEqual(30);
    },
  );

  it('says for how long each of its loops goes on', () => {
    const task = { Type: 'Task', Next: 'done?' };
    const choice = { Type: 'Choice', Choices: [{ Next: 'wait' }] };
    const looking = (wait: object) => ({
      States: { task, 'done?': choice, wait: { Type: 'Wait', ...wait } },
    });
    const minutely = { Seconds: 60, Next: 'task' };
    expect(mostEvents(looking({ ...minutely, Comment: 'For 48 h at most' }))).toBe(2 + 9 + 48 * 60 * 9);
    expect(() => mostEvents(looking(minutely))).toThrow('A loop by task does not say');
  });
});

it('what has a schedule is begun on it, by default once a week or every hour', () => {
  const rules = idsOf(template, 'AWS::Events::Rule').flatMap((id) => {
    const { ScheduleExpression, Targets } = resourcesOf(template)[id].Properties;
    if (ScheduleExpression === undefined) return [];
    const [part] = /^[A-Z][a-z]+/.exec(id)!;
    const [{ Arn, Input }] = Targets as { Arn: object; Input?: string }[];
    expect(JSON.stringify(Arn)).toContain(`"${part}`);
    return [`${part} ${ScheduleExpression as string} ${Input}`];
  });
  expect(rules).toEqual([
    'Request rate(1 hour) undefined',
    'Fresh rate(1 day) undefined',
    'Segments rate(2 days) {}',
    'Batches rate(7 days) {}',
    'Lists rate(7 days) {}',
    'Experiment cron(5 * * * ? *) undefined',
    'Watching rate(1 hour) undefined',
    'Bus rate(1 hour) undefined',
  ]);
});

const IMPORT = '::PersonalizeDatasetImport ';
const LISTS = { serving: 'lists', filters: EVERYTHING.filters };
const SEGMENTS = { segments: EVERYTHING.segments };
const OF_JOBS = [IMPORT, ' DataBucketPolicy', 'JobRole'];
const METRICS = { metricAttribution: EVERYTHING.metricAttribution, eventTracker: true };

it.each([
  ['ListsRun', LISTS, [IMPORT, '::PersonalizeFilter ']],
  ['ListsRule', LISTS, [' ListsRun']],
  // The service writes with the role and the bucket's policy until its jobs end.
  ['SegmentsRun', SEGMENTS, [...OF_JOBS, ' SegmentsItems', ' SegmentsQueries']],
  ['SegmentsRule', SEGMENTS, [' SegmentsRun']],
  ['BatchesRun', { batches: true }, [...OF_JOBS, ' BatchesUsers']],
  ['BatchesRule', { batches: true }, [' BatchesRun']],
  ['FreshDataStateMachine', { freshData: true }, [IMPORT]],
  // Otherwise a file that arrives between the two would be part of no run.
  ['FreshDataRun', { freshData: true }, ['::StateMachine FreshData', ' FreshDataRule']],
  ['RankingCampaign', { ranking: true }, [IMPORT, ' RankingSolution', ' RankingTraining']],
  ['MetricAttribution', METRICS, [IMPORT, ' MetricAttributionRole']],
])('%s of %j comes after what it works on, and goes before it: %j', (name, settings, words) => {
  const { template: some } = synthesise({ context: settings });
  const resources = resourcesOf(some);
  const named = Object.keys(resources).filter((id) =>
    new RegExp(`^${name}([0-9A-F]{8}|Start|Wait)`).test(id),
  );
  expect(named).not.toEqual([]);
  for (const word of words) {
    const before = Object.keys(resources).filter((id) => ` ${resources[id].Type} ${id}`.includes(word));
    expect(before).not.toEqual([]);
    for (const id of named) expect([...dependenciesOf(some, id)]).toEqual(expect.arrayContaining(before));
  }
});

import { Match } from 'aws-cdk-lib/assertions';
import { USE_CASE_NAMES } from '@ecommerce-recommenders/personalize/use-cases';
import { mostEvents } from '../support/most-events';
import { definitionsOf } from '../support/state-machines';
import { EVERY_SHOP } from '../support/every-shop';
import { EVERYTHING } from '../support/everything';
import { synthesise } from '../support/synthesise';

/** Event 25,000 of an execution is its end, whatever it still has to delete. */
const MOST_EVENTS = 25_000;

/** Lists beside live use cases. */
const SERVING = { 'best-sellers': 'lists', 'frequently-bought-together': 'lists' };

const USE_CASES = Object.fromEntries(USE_CASE_NAMES.map((name) => [name, {}]));

describe('a state machine', () => {
  const context = { ...EVERYTHING, trainingTimeoutHours: 24, serving: SERVING, useCases: USE_CASES };
  const { template } = synthesise({ context });
  const machines = [...definitionsOf(template)];

  it.each(machines)('%s comes to its end within the history of an execution', (_name, definition) => {
    expect(mostEvents(definition)).toBeLessThan(MOST_EVENTS);
  });

  it.each(Object.entries(EVERY_SHOP))(
    'of a shop with %s comes to its end within it, with the longest trainings',
    (_what, settings) => {
      const shop = synthesise({ context: { ...settings, trainingTimeoutHours: 24 } });
      const long = [...definitionsOf(shop.template)].filter(
        ([, definition]) => mostEvents(definition) >= MOST_EVENTS,
      );
      expect(long).toEqual([]);
    },
  );

  it.each(['lists', 'segments', 'batches', 'fresh-data', 'pauses'])(
    'has alarms of every way in which %s may not come to their end',
    (name) => {
      const ends = { 'broken-off': 'Aborted', failed: 'Failed', 'timed-out': 'TimedOut' };
      for (const [suffix, end] of Object.entries(ends))
        template.hasResourceProperties('AWS::CloudWatch::Alarm', {
          AlarmName: `Shop-${name}-${suffix}`,
          MetricName: `Executions${end}`,
          AlarmActions: Match.anyValue(),
        });
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

import type { AlarmDefinition } from '../../src/services/cloudwatch/alarm';
import { judgeAlarm } from '../../src/services/cloudwatch/judge-alarm';

type Missing = NonNullable<AlarmDefinition['TreatMissingData']>;

const definition = (TreatMissingData: Missing, needed: number): AlarmDefinition => ({
  AlarmName: 'a',
  MetricName: 'm',
  Namespace: 'n',
  Statistic: 'Sum',
  Period: 60,
  EvaluationPeriods: 3,
  DatapointsToAlarm: needed,
  Threshold: 1,
  ComparisonOperator: 'GreaterThanThreshold',
  TreatMissingData,
});

/** `X` breaches, `0` does not, `-` is missing; the latest is last. */
const judged = (periods: string, missing: Missing, needed = 2): string | undefined => {
  const points = [...periods]
    .reverse()
    .map((one) => (one === '-' ? undefined : { startMs: 0, value: one === 'X' ? 2 : 0 }));
  return judgeAlarm(definition(missing, needed), points)?.value;
};

it.each<[string, Record<Missing, string | undefined>]>([
  ['000', { breaching: 'OK', notBreaching: 'OK', ignore: 'OK', missing: 'OK' }],
  ['XX0', { breaching: 'ALARM', notBreaching: 'ALARM', ignore: 'ALARM', missing: 'ALARM' }],
  ['X-X', { breaching: 'ALARM', notBreaching: 'ALARM', ignore: 'ALARM', missing: 'ALARM' }],
  ['-0X', { breaching: 'ALARM', notBreaching: 'OK', ignore: undefined, missing: 'OK' }],
  ['00-', { breaching: 'OK', notBreaching: 'OK', ignore: 'OK', missing: 'OK' }],
  ['---', { breaching: 'ALARM', notBreaching: 'OK', ignore: undefined, missing: 'INSUFFICIENT_DATA' }],
])('two of the periods %s, by how missing data is treated', (periods, states) => {
  for (const [missing, state] of Object.entries(states))
    expect([missing, judged(periods, missing as Missing)]).toEqual([missing, state]);
});

it.each([
  ['GreaterThanThreshold', 'OK'],
  ['GreaterThanOrEqualToThreshold', 'ALARM'],
  ['LessThanThreshold', 'OK'],
  ['LessThanOrEqualToThreshold', 'ALARM'],
] as const)('%s at the threshold is %s', (ComparisonOperator, state) => {
  const verdict = judgeAlarm({ ...definition('missing', 1), ComparisonOperator }, [{ startMs: 0, value: 1 }]);
  expect(verdict?.value).toBe(state);
});

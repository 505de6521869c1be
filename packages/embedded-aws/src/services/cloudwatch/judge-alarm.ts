import type { AlarmDefinition, StateValue } from './alarm';

/** Value of one period; undefined without data. */
export type Datapoint = { readonly startMs: number; readonly value: number } | undefined;

/** Result of an evaluation: a state with its reason, or undefined for no change. */
export type Verdict = { readonly value: StateValue; readonly reason: string } | undefined;

type Operator = AlarmDefinition['ComparisonOperator'];

const OPERATORS: Record<
  Operator,
  readonly [breaches: (value: number, limit: number) => boolean, words: string]
> = {
  GreaterThanOrEqualToThreshold: [(value, limit) => value >= limit, 'greater than or equal to'],
  GreaterThanThreshold: [(value, limit) => value > limit, 'greater than'],
  LessThanThreshold: [(value, limit) => value < limit, 'less than'],
  LessThanOrEqualToThreshold: [(value, limit) => value <= limit, 'less than or equal to'],
};

/**
 * Evaluates an alarm, newest period first: ALARM if enough of them breach the threshold.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html#alarm-evaluation
 */
export function judgeAlarm(definition: AlarmDefinition, datapoints: readonly Datapoint[]): Verdict {
  const { Threshold, EvaluationPeriods, TreatMissingData = 'missing' } = definition;
  const needed = definition.DatapointsToAlarm ?? EvaluationPeriods;
  const [breaches, words] = OPERATORS[definition.ComparisonOperator];
  const present = datapoints.filter((point) => point !== undefined);
  const breaching = present.filter(({ value }) => breaches(value, Threshold));
  const missing = datapoints.length - present.length;

  if (present.length === 0) {
    if (TreatMissingData === 'ignore') return undefined;
    if (TreatMissingData === 'missing')
      return {
        value: 'INSUFFICIENT_DATA',
        reason: `Insufficient Data: ${counted(missing, 'datapoint')} ${missing === 1 ? 'was' : 'were'} unknown.`,
      };
    const isBreaching = TreatMissingData === 'breaching';
    return {
      value: isBreaching ? 'ALARM' : 'OK',
      reason:
        `Threshold Crossed: no datapoints were received for ${counted(missing, 'period')} and ` +
        `${counted(missing, 'missing datapoint')} ${missing === 1 ? 'was' : 'were'} treated as ` +
        `[${isBreaching ? 'Breaching' : 'NonBreaching'}].`,
    };
  }

  const treatedAsBreaching = TreatMissingData === 'breaching' ? missing : 0;
  if (breaching.length + treatedAsBreaching >= needed)
    return {
      value: 'ALARM',
      reason:
        `Threshold Crossed: ${breaching.length} out of the last ${counted(datapoints.length, 'datapoint')} ` +
        `[${breaching.map(inWords).join(', ')}] ${breaching.length === 1 ? 'was' : 'were'} ${words} the threshold ` +
        `(${decimal(Threshold)}) (minimum ${counted(needed, 'datapoint')} for OK -> ALARM transition).`,
    };
  // The missing data could have breached the threshold.
  if (TreatMissingData === 'ignore' && breaching.length + missing >= needed) return undefined;
  const latest = present[0];
  return {
    value: 'OK',
    reason:
      `Threshold Crossed: ${counted(present.length, 'datapoint')} of the last ${datapoints.length}, the latest ` +
      `[${inWords(latest)}], of which ${breaching.length} ${breaching.length === 1 ? 'was' : 'were'} ${words} the ` +
      `threshold (${decimal(Threshold)}); ALARM takes ${needed}.`,
  };
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

/** `3.0 (25/11/26 10:00:00)` */
function inWords({ startMs, value }: NonNullable<Datapoint>): string {
  const [date, time] = new Date(startMs).toISOString().slice(2, 19).split('T');
  return `${decimal(value)} (${date.split('-').reverse().join('/')} ${time})`;
}

const decimal = (value: number): string => (Number.isInteger(value) ? value.toFixed(1) : String(value));

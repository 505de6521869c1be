import { BlockList, isIP } from 'node:net';
import type { Context } from './context';
import { matchesArn } from './matches-arn';
import { filledIn, matchesPattern } from './matches-pattern';

/** Compares a request's value with a policy's. */
type Comparison = (actual: string, expected: string, context: Context) => boolean;

/** A condition operator; a negated one holds if no policy value matches or the key is missing. */
export interface ConditionOperator {
  readonly compares: Comparison;
  readonly negated?: true;
}

const equals: Comparison = (actual, expected, context) => actual === filledIn(expected, context);
const equalsIgnoringCase: Comparison = (actual, expected, context) =>
  actual.toLowerCase() === filledIn(expected, context)?.toLowerCase();
const numbers =
  (compare: (actual: number, expected: number) => boolean): Comparison =>
  (actual, expected) =>
    compare(Number(actual), Number(expected));
const dates =
  (compare: (actual: number, expected: number) => boolean): Comparison =>
  (actual, expected) =>
    compare(dateMs(actual), dateMs(expected));

/** ISO 8601, or Unix seconds. */
const dateMs = (text: string): number => (/^\d+$/.test(text) ? Number(text) * 1_000 : Date.parse(text));

const isWithin: Comparison = (actual, expected) => {
  const [network, prefix] = expected.split('/');
  const family = isIP(network) === 6 ? 'ipv6' : 'ipv4';
  if (isIP(network) === 0 || isIP(network) !== isIP(actual)) return false;
  const list = new BlockList();
  list.addSubnet(network, prefix === undefined ? (family === 'ipv6' ? 128 : 32) : Number(prefix), family);
  return list.check(actual, family);
};

/**
 * All condition operators but Null, without prefixes and suffixes.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export const CONDITION_OPERATORS: Readonly<Record<string, ConditionOperator>> = {
  StringEquals: { compares: equals },
  StringNotEquals: { compares: equals, negated: true },
  StringEqualsIgnoreCase: { compares: equalsIgnoringCase },
  StringNotEqualsIgnoreCase: { compares: equalsIgnoringCase, negated: true },
  StringLike: { compares: matchesPattern },
  StringNotLike: { compares: matchesPattern, negated: true },
  // Both support wildcards, as IAM's documentation says.
  ArnEquals: { compares: matchesArn },
  ArnNotEquals: { compares: matchesArn, negated: true },
  ArnLike: { compares: matchesArn },
  ArnNotLike: { compares: matchesArn, negated: true },
  Bool: { compares: equalsIgnoringCase },
  NumericEquals: { compares: numbers((actual, expected) => actual === expected) },
  NumericNotEquals: { compares: numbers((actual, expected) => actual === expected), negated: true },
  NumericLessThan: { compares: numbers((actual, expected) => actual < expected) },
  NumericLessThanEquals: { compares: numbers((actual, expected) => actual <= expected) },
  NumericGreaterThan: { compares: numbers((actual, expected) => actual > expected) },
  NumericGreaterThanEquals: { compares: numbers((actual, expected) => actual >= expected) },
  DateEquals: { compares: dates((actual, expected) => actual === expected) },
  DateNotEquals: { compares: dates((actual, expected) => actual === expected), negated: true },
  DateLessThan: { compares: dates((actual, expected) => actual < expected) },
  DateLessThanEquals: { compares: dates((actual, expected) => actual <= expected) },
  DateGreaterThan: { compares: dates((actual, expected) => actual > expected) },
  DateGreaterThanEquals: { compares: dates((actual, expected) => actual >= expected) },
  IpAddress: { compares: isWithin },
  NotIpAddress: { compares: isWithin, negated: true },
};

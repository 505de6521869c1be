import { pageOf, type Page } from '../../gateway/page';
import type { Shape } from '../../gateway/shape';

/** ARN of a topic. */
export const TOPIC_ARN = { type: 'string', required: true } as const satisfies Shape;

/** ARN of a subscription. */
export const SUBSCRIPTION_ARN = { type: 'string', required: true } as const satisfies Shape;

/** ARN of what has tags: a topic. */
export const RESOURCE_ARN = { type: 'string', required: true, min: 1, max: 1011 } as const satisfies Shape;

/** Where a page of a list begins. */
export const NEXT_TOKEN = { type: 'string' } as const satisfies Shape;

/** Attributes by their names. */
export const ATTRIBUTES = { type: 'map', of: { type: 'string' } } as const satisfies Shape;

/** SNS lists a hundred at a time, and nobody can ask for fewer. */
const SIZE = 100;

/** @throws AwsError `InvalidParameter` for a token that is none of this list */
export const snsPage = <T extends { readonly arn: string }>(
  sorted: readonly T[],
  token: string | undefined,
): Page<T> => pageOf(sorted, ({ arn }) => arn, { size: SIZE, token }, 'InvalidParameter');

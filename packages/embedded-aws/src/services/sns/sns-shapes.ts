import { pageOf, type Page } from '../../gateway/page';
import type { Shape } from '../../gateway/shape';

/** ARN of a topic. */
export const TOPIC_ARN = { type: 'string', required: true } as const satisfies Shape;

/** ARN of a subscription. */
export const SUBSCRIPTION_ARN = { type: 'string', required: true } as const satisfies Shape;

/** ARN of a tagged resource: a topic. */
export const RESOURCE_ARN = { type: 'string', required: true, min: 1, max: 1011 } as const satisfies Shape;

/** Token of a following page. */
export const NEXT_TOKEN = { type: 'string' } as const satisfies Shape;

/** Attributes by name. */
export const ATTRIBUTES = { type: 'map', of: { type: 'string' } } as const satisfies Shape;

/** SNS's fixed page size. */
const SIZE = 100;

/** @throws AwsError `InvalidParameter` for an invalid token */
export const snsPage = <T extends { readonly arn: string }>(
  sorted: readonly T[],
  token: string | undefined,
): Page<T> => pageOf(sorted, ({ arn }) => arn, { size: SIZE, token }, 'InvalidParameter');

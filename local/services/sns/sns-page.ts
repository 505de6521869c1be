import { pageOf, type Page } from '../../gateway/page';

/** SNS lists a hundred at a time, and nobody can ask for fewer. */
const SIZE = 100;

/** @throws AwsError `InvalidParameter` for a token that is none of this list */
export const snsPage = <T extends { readonly arn: string }>(
  sorted: readonly T[],
  token: string | undefined,
): Page<T> => pageOf(sorted, ({ arn }) => arn, { size: SIZE, token }, 'InvalidParameter');

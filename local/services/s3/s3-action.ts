import type { Action } from '../../gateway/action';
import type { Fields } from '../../gateway/shape';
import type { S3Store } from './s3-store';

/** An operation of S3. Members are named as in its API; a `Date` is written as the place wants it. */
export const s3Action = <const F extends Fields>(action: Action<S3Store, F>): Action<S3Store, F> => action;

import type { Action } from '../../gateway/action';
import type { Fields } from '../../gateway/shape';
import type { IamStore } from './iam-store';

/** An operation of IAM. */
export const iamAction = <const F extends Fields>(action: Action<IamStore, F>): Action<IamStore, F> => action;

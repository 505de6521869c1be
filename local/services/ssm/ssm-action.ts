import type { Action } from '../../gateway/action';
import type { Fields } from '../../gateway/shape';
import type { SsmStore } from './ssm-store';

/** An operation of Systems Manager's Parameter Store. */
export const ssmAction = <const F extends Fields>(action: Action<SsmStore, F>): Action<SsmStore, F> => action;

import type { Action } from '../../gateway/action';
import type { Fields } from '../../gateway/shape';
import type { CloudFormationStore } from './cloudformation-store';

/** Ties the type of an operation's input to its constraints. */
export const cloudFormationAction = <const F extends Fields>(
  action: Action<CloudFormationStore, F>,
): Action<CloudFormationStore, F> => action;

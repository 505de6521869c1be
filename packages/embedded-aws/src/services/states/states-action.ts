import { passRole, type Need } from '../../authorization/permission';
import { actionOf } from '../../gateway/action';
import type { StatesStore } from './states-store';

/** An operation of Step Functions. */
export const statesAction = actionOf<StatesStore>();

/** Permission to pass Step Functions a role. */
export const passToStates = (roleArn: string | undefined): readonly Need[] =>
  passRole(roleArn, 'states.amazonaws.com');

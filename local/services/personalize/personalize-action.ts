import type { Action } from '../../gateway/action';
import type { Fields } from '../../gateway/shape';
import type { PersonalizeStore } from './personalize-store';

/** Types an operation of Personalize by its input. */
export const personalizeAction = <const F extends Fields>(
  action: Action<PersonalizeStore, F>,
): Action<PersonalizeStore, F> => action;

import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { LISTABLE, type Serving, type ShopServing } from '../lists/serving';
import { byUseCase } from './by-use-case';
import { either, oneOf, SettingProblem, type Shape } from './shape';

const WAY: Shape<Serving> = oneOf('live', 'lists');

/** Of a use case that answers every user differently. */
const LIVE_ONLY: Shape<Serving> = {
  ...oneOf('live'),
  read: (raw, at, context) => {
    if (raw !== 'lists') return WAY.read(raw, at, context);
    throw new SettingProblem(
      `${at} is lists, but it answers every user differently. Leave it live; lists are for ${LISTABLE.join(', ')}.`,
    );
  },
};

const wayOf = (useCase: UseCaseName): Shape<Serving> => (LISTABLE.includes(useCase) ? WAY : LIVE_ONLY);

const IN_WORDS = 'live or lists, or a JSON object from use cases to these';

/** How use cases are served: one way for all, or one for each. */
export const SERVING: Shape<ShopServing> = either(
  (raw) => raw === 'live' || raw === 'lists',
  WAY,
  byUseCase(wayOf, IN_WORDS),
  IN_WORDS,
);

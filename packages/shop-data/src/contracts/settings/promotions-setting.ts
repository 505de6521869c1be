import type { Promotions } from '../functions/api';
import { GIVEN_NAME, givenNames } from './filters-setting';
import { objectOf, recordOf, required, text, wholeNumber, type Shape } from './shape';

const MAX_PROMOTIONS = 20;

/** Promotions that requests to the API may name. */
export const PROMOTIONS: Shape<Promotions> = recordOf(
  givenNames('promotion'),
  objectOf<Promotions[string]>(
    {
      filter: required(text(GIVEN_NAME, 'the name of a filter')),
      percent: required(wholeNumber({ minimum: 1, maximum: 100 }, 'a whole percentage from 1 to 100')),
    },
    'an object of filter, percent',
  ),
  { most: MAX_PROMOTIONS },
  `a JSON object from up to ${MAX_PROMOTIONS} names to a filter and a percentage, such as {"sale":{"filter":"reduced","percent":20}}`,
);

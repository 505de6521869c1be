import { MAX_SHELVES, SHELF_USE_CASES, type Shelves } from '../contracts/shelves';
import { givenNames } from './filters-setting';
import { oneOf, recordOf, type Shape } from './shape';

/** Shelves whose figures are kept. */
export const SHELVES: Shape<Shelves> = recordOf(
  givenNames('shelf'),
  oneOf(...SHELF_USE_CASES),
  { most: MAX_SHELVES },
  `a JSON object from up to ${MAX_SHELVES} names of shelves to what each shows, such as {"home":"best-sellers"}`,
);

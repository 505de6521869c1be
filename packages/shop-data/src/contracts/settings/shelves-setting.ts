import { MAX_SHELF_NAME, MAX_SHELVES, SHELF_USE_CASES, type Shelves } from '../shelves/shelves';
import { namesOf, oneOf, recordOf, type Shape } from './shape';

const NAMES = namesOf(
  'shelf',
  new RegExp(`^[a-zA-Z0-9][a-zA-Z0-9_-]{0,${MAX_SHELF_NAME - 1}}$`),
  `up to ${MAX_SHELF_NAME} letters, digits, - and _, with one of the first two in front`,
);

/** Shelves whose figures are kept. */
export const SHELVES: Shape<Shelves> = recordOf(
  NAMES,
  oneOf(...SHELF_USE_CASES),
  { most: MAX_SHELVES },
  `a JSON object from up to ${MAX_SHELVES} names of shelves to what each shows, such as {"home":"best-sellers"}`,
);

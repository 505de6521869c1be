import { DEFAULT_REQUESTS_PER_SECOND } from '@ecommerce-recommenders/personalize/provisioned-rate';
import type { RequestBounds, RequestRateBounds } from '../request-bounds';
import { byUseCase } from './by-use-case';
import {
  either,
  isObject,
  notAllowed,
  objectOf,
  orNothing,
  refined,
  required,
  shapeOf,
  type Shape,
} from './shape';
import { PROVISIONED_RATE } from './use-cases-setting';

const ALLOWED =
  'auto for {"min":1,"max":10}, a JSON object such as that, one from use cases to such objects, or nothing';

/** From what the service provisions by default to ten times as much. */
const AUTO = shapeOf<RequestBounds>('auto', { enum: ['auto'] }, (raw) =>
  raw === 'auto' ? { min: DEFAULT_REQUESTS_PER_SECOND, max: 10 } : undefined,
);

const BOUNDS: Shape<RequestBounds> = refined(
  objectOf<RequestBounds>(
    { min: required(PROVISIONED_RATE), max: required(PROVISIONED_RATE) },
    'an object of min, max',
  ),
  ({ min, max }, at) => {
    if (max > min) return { min, max };
    throw notAllowed(
      `${at}.max`,
      max,
      `more than min, which is ${min}; a fixed rate is an option of the use case`,
    );
  },
);

/** Bounds of the provisioned rates that follow use; null for none. */
export const REQUEST_RATE: Shape<RequestRateBounds | null> = orNothing(
  either(
    (raw) => raw === 'auto',
    AUTO,
    either(
      (raw) => isObject(raw) && ('min' in raw || 'max' in raw),
      BOUNDS,
      byUseCase(() => BOUNDS, ALLOWED),
    ),
    ALLOWED,
  ),
);

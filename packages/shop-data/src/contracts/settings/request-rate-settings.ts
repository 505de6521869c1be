import { DEFAULT_REQUESTS_PER_SECOND } from '@ecommerce-recommenders/personalize/provisioned-rate';
import type { RequestBounds } from '../request-bounds';
import type { RequestRateBounds } from '../request-rate';
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
import type { CoreSettings } from './core-settings';
import type { LISTS } from './lists-settings';
import type { SettingsTable, ValuesOf } from './setting';
import type { Conflict } from './terms';
import { servedBy } from '../lists/serving';
import { areForAll, requestBounds } from '../request-rate';

const ALLOWED =
  'auto for {"min":1,"max":10}, a JSON object such as that, one from use cases to such objects, or nothing';

/** `auto`: from Personalize's default rate to ten times as much. */
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

/** The setting `requestRate`: bounds of rates that are adjusted to use; null for fixed rates. */
const REQUEST_RATE: Shape<RequestRateBounds | null> = orNothing(
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

/** Settings of the request rates. */
export const REQUEST_RATE_SETTINGS = {
  requestRate: {
    shape: REQUEST_RATE,
    default: '',
    en: 'Bounds of the provisioned requests a second, which [follow use](request-rate.md): `auto` for `{"min": 1, "max": 10}`, other bounds, or an object by use case.',
    ko: '추천자의 초당 프로비저닝 요청 수가 [사용량을 따라가는](request-rate.md) 범위: `{"min": 1, "max": 10}`을 뜻하는 `auto`, 다른 범위, 또는 사용 사례별 객체.',
  },
} as const satisfies SettingsTable;

type RateChoices = CoreSettings & ValuesOf<typeof LISTS & typeof REQUEST_RATE_SETTINGS>;

/** Conflicts of adjusted request rates with other settings. */
export const REQUEST_RATE_CONFLICTS: readonly Conflict<RateChoices>[] = [
  (settings, { The, name, Pass, unset }) => {
    const { requestRate } = settings;
    if (!requestRate) return undefined;
    const live: readonly string[] = [...servedBy('live', settings).keys()];
    const named = areForAll(requestRate) ? [] : Object.keys(requestRate);
    const absent = named.filter((one) => !live.includes(one));
    if (live.length === 0 || absent.length > 0)
      return (
        `${The('requestRate')} is for ${absent.join(' and ') || 'live use cases'}, and ` +
        `${live.length === 0 ? `${name('serving')} leaves none live` : `live are ${live.join(', ')}`}. ` +
        `Name live use cases, or ${Pass.toLowerCase()} ${unset('requestRate')} for none.`
      );
    const fixed = [...requestBounds(settings).keys()].filter(
      (one) => settings.useCases.get(one)?.minRecommendationRequestsPerSecond !== undefined,
    );
    return fixed.length > 0
      ? `${The('requestRate')} is for ${fixed.join(' and ')}, whose minRecommendationRequestsPerSecond in ${name('useCases')} is a fixed rate. ` +
          `Leave out one of the two.`
      : undefined;
  },
];

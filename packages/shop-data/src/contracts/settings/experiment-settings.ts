import { CONTROLS, type Experiment } from '../functions/experiment';
import {
  countUpTo,
  notAllowed,
  number,
  objectOf,
  oneOf,
  orNothing,
  refined,
  required,
  withDefault,
  type Shape,
} from './shape';
import type { CoreSettings } from './core-settings';
import type { SettingsTable, ValuesOf } from './setting';
import type { Conflict } from './terms';
import { API_SETTINGS, needsApi } from './api-settings';

/**
 * With a smaller share, the control arm is too small for a comparison. With a larger one, most visitors would get no
 * recommendations.
 */
const SHARES = { minimum: 0.01, maximum: 0.5 } as const;

/** A share is rounded to thousandths, so that it is short in keys and log lines. */
const SHARE_STEP = 0.001;
const SHARE_IN_WORDS = `a number from ${SHARES.minimum} to ${SHARES.maximum} in thousandths`;

const SHARE = refined(number(SHARES, SHARE_IN_WORDS), (share, at) => {
  if (share === Math.round(share / SHARE_STEP) / Math.round(1 / SHARE_STEP)) return share;
  throw notAllowed(at, share, SHARE_IN_WORDS);
});

const MAX_WINDOW_DAYS = 90;

/** The setting `experiment`, an A/B test of the recommendations; null for no experiment. */
const EXPERIMENT: Shape<Experiment | null> = orNothing(
  objectOf<Experiment>(
    {
      share: required(SHARE),
      control: withDefault(oneOf(...CONTROLS), CONTROLS[0]),
      windowDays: withDefault(countUpTo(MAX_WINDOW_DAYS, 'days'), 7),
    },
    'a JSON object such as {"share":0.1,"control":"best-sellers","windowDays":7}, or nothing',
  ),
);

/** Settings of the experiment. */
export const EXPERIMENT_SETTINGS = {
  experiment: {
    shape: EXPERIMENT,
    default: '',
    en: 'Share of the visitors that gets best sellers instead, such as `{"share": 0.1}`, so that `npm run effect` can measure [what recommendations bring](effect.md). It needs `api`.',
    ko: '베스트셀러를 대신 보여 줄 방문자의 비율(예: `{"share": 0.1}`). [추천의 효과](effect.md)는 `npm run effect`가 알려 줍니다. `api`가 필요합니다.',
  },
} as const satisfies SettingsTable;

type ExperimentChoices = CoreSettings & ValuesOf<typeof API_SETTINGS & typeof EXPERIMENT_SETTINGS>;

/** Conflicts of the experiment with other settings. */
export const EXPERIMENT_CONFLICTS: readonly Conflict<ExperimentChoices>[] = [
  ({ experiment, api }, terms) =>
    experiment && !api
      ? needsApi('experiment', 'divides visitors and counts what they do', terms)
      : undefined,
  ({ experiment, useCases }, { The, name }) =>
    experiment?.control === 'best-sellers' && !useCases.has('best-sellers')
      ? `${The('experiment')} shows the control arm best sellers, and ${name('useCases')} does not have best-sellers. Add it, or set its ` +
        `control to nothing.`
      : undefined,
];

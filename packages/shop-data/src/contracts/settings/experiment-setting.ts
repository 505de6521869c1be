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

/** Below it the control arm is too small to compare with, above it most visitors get no recommendations. */
const SHARES = { minimum: 0.01, maximum: 0.5 } as const;

/** A share in thousandths, so that it is short in keys and lines. */
const SHARE_STEP = 0.001;
const SHARE_IN_WORDS = `a number from ${SHARES.minimum} to ${SHARES.maximum} in thousandths`;

const SHARE = refined(number(SHARES, SHARE_IN_WORDS), (share, at) => {
  if (share === Math.round(share / SHARE_STEP) / Math.round(1 / SHARE_STEP)) return share;
  throw notAllowed(at, share, SHARE_IN_WORDS);
});

const MAX_WINDOW_DAYS = 90;

/** The experiment that measures what recommendations bring; null for none. */
export const EXPERIMENT: Shape<Experiment | null> = orNothing(
  objectOf<Experiment>(
    {
      share: required(SHARE),
      control: withDefault(oneOf(...CONTROLS), CONTROLS[0]),
      windowDays: withDefault(countUpTo(MAX_WINDOW_DAYS, 'days'), 7),
    },
    'a JSON object such as {"share":0.1,"control":"best-sellers","windowDays":7}, or nothing',
  ),
);

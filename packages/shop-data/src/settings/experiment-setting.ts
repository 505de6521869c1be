import { CONTROLS, type Experiment } from '../contracts/experiment';
import { memberProblem, refuseUnknownMembers } from './members';
import { parseObject, type Kind, type Parse } from './setting-kinds';

const MEMBERS: readonly string[] = ['share', 'control', 'windowDays'];

/** Below it hardly anybody is compared with, above it most visitors get no recommendations. */
const SHARES = { minimum: 0.01, maximum: 0.5 } as const;

/** In thousandths, so that it is short in keys and lines. */
const SHARE_STEP = 0.001;

const MAX_WINDOW_DAYS = 90;
const WINDOW_DAYS = 7;

/**
 * An object, also as JSON text; nothing, `''` or `null`, stands for no experiment.
 *
 * @throws SettingProblem that names the member
 */
const parseExperiment: Parse<Experiment | null> = (raw) => {
  if (raw === '' || raw === null) return null;
  const given = parseObject(raw);
  if (!given) return undefined;
  refuseUnknownMembers(given, MEMBERS);
  const { share, control = CONTROLS[0], windowDays = WINDOW_DAYS } = given;
  if (!isShare(share))
    throw memberProblem(
      'share',
      share,
      `a number from ${SHARES.minimum} to ${SHARES.maximum} in thousandths`,
    );
  const known = CONTROLS.find((one) => one === control);
  if (!known) throw memberProblem('control', control, CONTROLS.join(' or '));
  if (!isWindow(windowDays))
    throw memberProblem('windowDays', windowDays, `a whole number of days from 1 to ${MAX_WINDOW_DAYS}`);
  return { share, control: known, windowDays };
};

const isShare = (value: unknown): value is number =>
  typeof value === 'number' &&
  value >= SHARES.minimum &&
  value <= SHARES.maximum &&
  value === Math.round(value / SHARE_STEP) / Math.round(1 / SHARE_STEP);

const isWindow = (value: unknown): value is number =>
  Number.isInteger(value) && (value as number) >= 1 && (value as number) <= MAX_WINDOW_DAYS;

/** Who gets something else than recommendations, to compare with; null for nobody. */
export const EXPERIMENT: Kind<Experiment | null> = {
  parse: parseExperiment,
  allowed: 'a JSON object such as {"share":0.1,"control":"best-sellers","windowDays":7}, or nothing',
  schema: {
    anyOf: [
      { enum: ['', null] },
      {
        type: 'object',
        additionalProperties: false,
        required: ['share'],
        properties: {
          share: { type: 'number', ...SHARES },
          control: { enum: CONTROLS },
          windowDays: { type: 'integer', minimum: 1, maximum: MAX_WINDOW_DAYS },
        },
      },
    ],
  },
};

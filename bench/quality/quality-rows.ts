import type { Estimate } from '@ecommerce-recommenders/models/evaluation/estimates';
import type { ConstantResult } from './constants';
import { PROJECT } from './contenders';
import type { QualityResult } from './measure-quality';

/** Columns of a task's table. */
export const QUALITY_COLUMNS = [
  'model',
  'setting',
  'NDCG',
  'hit rate',
  'unseen',
  'NDCG above the project',
  'hit rate above the project',
  'training',
] as const;

/** A contender's row in a task's table. */
export const qualityRow = (result: QualityResult): string[] => [
  result.contender,
  result.setting,
  share(result.ndcg),
  share(result.hitRate),
  share(result.unseenHitRate),
  ...[result.ndcgAbove, result.hitRateAbove].map((above) =>
    result.contender === PROJECT ? '' : interval(above),
  ),
  `${result.trainingSeconds.toFixed(1)} s`,
];

/** Columns of the table of constants. */
export const CONSTANT_COLUMNS = ['constant', 'chosen', 'other', 'NDCG', 'NDCG above the chosen'] as const;

/** A row of the table of constants. */
export const constantRow = ({ constant, chosen, other, ndcg, ndcgAbove }: ConstantResult): string[] => [
  constant,
  String(chosen),
  String(other),
  share(ndcg),
  interval(ndcgAbove),
];

/** `.161` */
export const share = (value: number): string => value.toFixed(3).replace('0.', '.');

/** `+.022 (+.017 to +.028)` */
export const interval = ({ mean, low, high }: Estimate): string =>
  `${signed(mean)} (${signed(low)} to ${signed(high)})`;

const signed = (value: number): string => `${value < 0 ? '−' : '+'}${share(Math.abs(value))}`;

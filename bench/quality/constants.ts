import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { HISTORY, ORDERS, SEQUENCE, type Constants } from '@ecommerce-recommenders/models/constants';
import { customersWhoViewedXAlsoViewed } from '@ecommerce-recommenders/models/customers-who-viewed-x-also-viewed';
import { estimates, type Estimate } from '@ecommerce-recommenders/models/evaluation/estimates';
import { frequentlyBoughtTogether } from '@ecommerce-recommenders/models/frequently-bought-together';
import type { Interactions } from '@ecommerce-recommenders/models/interactions';
import type { Recommender } from '@ecommerce-recommenders/models/recommender';
import { recommendedForYou } from '@ecommerce-recommenders/models/recommended-for-you';
import { answersOf, mean } from './answers';
import type { QualityQuestion } from './quality-data';

/** Result for an alternative value of a constant of the project's model. */
export interface ConstantResult {
  readonly constant: string;
  readonly chosen: number;
  readonly other: number;
  /** NDCG with the alternative value. */
  readonly ndcg: number;
  /** Difference of this NDCG to that with the chosen value, over the same questions. */
  readonly ndcgAbove: Estimate;
}

/** A model, its chosen constants, and alternative values to compare with, one constant at a time. */
interface ConstantModel<Of> {
  readonly chosen: Constants<Of>;
  readonly others: { readonly [Name in keyof Of]: readonly number[] };
  readonly train: (interactions: Interactions, constants: Constants<Of>) => Promise<Recommender>;
}

const model = <Of extends object>(of: ConstantModel<Of>): ConstantModel<Record<string, number>> =>
  of as unknown as ConstantModel<Record<string, number>>;

const MODELS: Partial<Record<UseCaseName, ConstantModel<Record<string, number>>>> = {
  'recommended-for-you': model({
    chosen: HISTORY,
    others: { ridge: [30, 300], ageDays: [7, 90] },
    train: (interactions, constants) => recommendedForYou(interactions, undefined, constants),
  }),
  'frequently-bought-together': model({
    chosen: ORDERS,
    others: { sizeDamping: [0, 0.25, 1], popularityDamping: [0.2, 0.4, 0.5], shrinkage: [3, 30] },
    train: (interactions, constants) => frequentlyBoughtTogether(interactions, undefined, constants),
  }),
  'customers-who-viewed-x-also-viewed': model({
    chosen: SEQUENCE,
    others: { decay: [0, 0.1, 0.4], sizeDamping: [0, 0.25, 1], popularityDamping: [0.2, 0.4, 0.5] },
    train: (interactions, constants) => customersWhoViewedXAlsoViewed(interactions, undefined, constants),
  }),
};

/**
 * Compares the constants of the project's model with alternative values. The split is inside the training part, so no
 * row is seen that is held out for the other tables. Purchases without orders have no constants.
 */
export async function measureConstants(
  useCase: UseCaseName,
  interactions: Interactions,
  questions: readonly QualityQuestion[],
): Promise<ConstantResult[]> {
  const constants = MODELS[useCase];
  if (!constants || questions.length === 0) return [];
  if (useCase === 'frequently-bought-together' && !interactions.orders) return [];
  const { chosen, others, train } = constants;
  const ndcgWith = async (values: Record<string, number>): Promise<readonly number[]> =>
    answersOf(await train(interactions, values), interactions, questions).ndcg;
  const model = await train(interactions, chosen);
  // A model of popular items has no constants that matter.
  if (model.choice?.model === 'popularity') return [];
  const usual = answersOf(model, interactions, questions).ndcg;
  const results: ConstantResult[] = [];
  for (const [constant, values] of Object.entries(others))
    for (const other of values) {
      const ndcg = await ndcgWith({ ...chosen, [constant]: other });
      const [ndcgAbove] = estimates([ndcg.map((value, at) => value - usual[at])]);
      results.push({ constant, chosen: chosen[constant], other, ndcg: mean(ndcg), ndcgAbove });
    }
  return results;
}

/** A constant's name and value as a table shows them. */
const settingOf = (values: Readonly<Record<string, number>>): string =>
  Object.entries(values)
    .map(([name, value]) => `${name} = ${value}`)
    .join(', ');

/**
 * The project's model with the value of each constant that {@link measureConstants} found best inside training, one
 * constant at a time.
 *
 * @returns `undefined` for a model without constants; the setting is empty if the project's own values are best
 */
export function tunedModel(
  useCase: UseCaseName,
  results: readonly ConstantResult[],
):
  | { readonly setting: string; readonly train: (interactions: Interactions) => Promise<Recommender> }
  | undefined {
  const constants = MODELS[useCase];
  if (!constants || results.length === 0) return undefined;
  const best = new Map<string, ConstantResult>();
  for (const result of results) {
    const above = best.get(result.constant)?.ndcgAbove.mean ?? 0;
    if (result.ndcgAbove.mean > above) best.set(result.constant, result);
  }
  const changed = Object.fromEntries(Array.from(best, ([name, { other }]) => [name, other]));
  return {
    setting: settingOf(changed),
    train: (interactions) => constants.train(interactions, { ...constants.chosen, ...changed }),
  };
}

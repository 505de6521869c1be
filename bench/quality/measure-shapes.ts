import type { Choice } from '@ecommerce-recommenders/models/choice';
import { estimates, type Estimate } from '@ecommerce-recommenders/models/evaluation/estimates';
import { SHOP_SHAPES, shopRows } from '@ecommerce-recommenders/models/evaluation/shop-shapes';
import { recommendedForYou } from '@ecommerce-recommenders/models/recommended-for-you';
import { answersOf, interactionsOf, mean } from './answers';
import { popularItems } from './baselines/rank-by-scores';
import { TASKS } from './tasks';

/** *Recommended for you* beside popularity in a generated shop. */
export interface ShapeResult {
  readonly shop: string;
  readonly rows: number;
  readonly users: number;
  readonly items: number;
  readonly questions: number;
  readonly choice?: Choice;
  readonly ndcg: number;
  readonly popularity: number;
  /** Difference of popularity to this project. */
  readonly above: Estimate;
}

const SEED = 1;

/** Measures every shape. */
export async function measureShapes(): Promise<ShapeResult[]> {
  const task = TASKS.find(({ title }) => title === 'Recommended for you, by user')!;
  const results: ShapeResult[] = [];
  for (const [shop, shape] of Object.entries(SHOP_SHAPES)) {
    const rows = shopRows(shape, SEED);
    const split = task.split(rows);
    const questions = task.questions(split);
    const interactions = interactionsOf(split.training);
    const recommender = await recommendedForYou(interactions);
    const popular = { items: popularItems(interactions), answered: 0 };
    const ours = answersOf(recommender, interactions, questions).ndcg;
    const others = answersOf({ rank: () => popular }, interactions, questions).ndcg;
    const [above] = estimates([others.map((value, at) => value - ours[at])]);
    results.push({
      shop,
      rows: rows.length,
      users: shape.users,
      items: shape.items,
      questions: questions.length,
      choice: recommender.choice,
      ndcg: mean(ours),
      popularity: mean(others),
      above,
    });
  }
  return results;
}

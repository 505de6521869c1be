import { evaluate } from '../evaluate/evaluate';
import { evaluationReport } from '../evaluate/evaluation-report';
import type { PageEvaluation } from './page-answers';
import type { Shop } from './shop';

/** Enough users for a meaningful estimate. On AWS, requests are billed. */
const EVALUATED_USERS = 200;

/** Maximum number of interactions for automatic evaluations. More may not fit into memory. */
const MOST_ROWS = 2_000_000;

/** Evaluates the recommenders of a shop, or joins an evaluation in progress. The shop keeps the latest one. */
export function measure(shop: Shop): Promise<PageEvaluation> {
  if (shop.measuring && shop.evaluation) return shop.evaluation;
  shop.measuring = { asked: 0, total: 0 };
  const run = evaluated(shop).finally(() => (shop.measuring = undefined));
  shop.evaluation = run;
  run.catch(() => (shop.evaluation = undefined));
  return run;
}

/** Evaluates automatically, unless the shop is too large. */
export async function measureByItself(shop: Shop): Promise<void> {
  const { interactions } = await shop.training();
  if (interactions.users.length <= MOST_ROWS) await measure(shop);
}

async function evaluated(shop: Shop): Promise<PageEvaluation> {
  const evaluations = await evaluate(shop.clients, shop.outputs, {
    users: EVALUATED_USERS,
    onAsked: (asked, total) => (shop.measuring = { asked, total }),
  });
  return { useCases: evaluations.map(evaluationReport) };
}

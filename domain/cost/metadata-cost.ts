import type { ShopUseCases } from '../recommender-options';

/**
 * What the bill leaves out, in a sentence: AWS charges more for recommenders whose answers carry metadata, and how
 * much is not known here. `undefined` where there are none.
 *
 * @see https://docs.aws.amazon.com/personalize/latest/dg/API_RecommenderConfig.html
 */
export function metadataCost(useCases: ShopUseCases): string | undefined {
  const names = [...useCases].flatMap(([useCase, { metadata }]) => (metadata ? [useCase] : []));
  if (names.length === 0) return undefined;
  return `Metadata in the answers of ${names.join(', ')} costs extra; its price is not known here and not counted.`;
}

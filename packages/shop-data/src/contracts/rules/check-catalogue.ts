import { countInWords } from '@ecommerce-recommenders/csv/count-in-words';
import { ANSWERED_USE_CASES, type AnsweredUseCase } from '../lists/similar-items';
import { applyRules, type CategoriesOf } from './apply-rules';
import type { Rule } from './rules';

/** Result of {@link checkCatalogue}, in sentences. */
export interface CatalogueFindings {
  /** Sentences that say why the rules must not be set: a shelf would be empty. */
  readonly problems: readonly string[];
  /** Sentences about probable mistakes. */
  readonly warnings: readonly string[];
}

/** A shelf needs at least this many items. */
const FEWEST_ITEMS = 4;

/**
 * Checks rules against the catalogue. The rules' times are ignored, because a shelf must not be empty even for a day.
 * Each rule for answers about some items is checked together with the rules for all answers.
 *
 * @param itemIds - of the whole catalogue; empty if the shop has no item table
 */
export function checkCatalogue(
  rules: readonly Rule[],
  itemIds: readonly string[],
  categoriesOf: CategoriesOf,
): CatalogueFindings {
  if (itemIds.length === 0)
    return {
      problems: [],
      warnings: rules
        .filter(({ category, aboutCategory }) => (category ?? aboutCategory) !== undefined)
        .map(
          ({ name }) =>
            `${quoted(name)} names a category, but the shop has no table of items, so it does nothing.`,
        ),
    };
  const known = new Set(itemIds);
  const categories = new Set(itemIds.flatMap((itemId) => categoriesOf(itemId)));
  const warnings = rules.flatMap(({ name, items = [], aboutItems = [], category, aboutCategory }) => [
    ...[...items, ...aboutItems]
      .filter((itemId) => !known.has(itemId))
      .map(
        (itemId) =>
          `${quoted(name)} names the item ${quoted(itemId)}, which is not among the prepared items.`,
      ),
    ...[category, aboutCategory]
      .filter((one) => one !== undefined && !categories.has(one))
      .map((one) => `${quoted(name)} names the category ${quoted(one!)}, which no item has.`),
  ]);
  const hiding = rules.filter(({ action }) => action === 'hide');
  const needed = Math.min(FEWEST_ITEMS, itemIds.length);
  const problems = occasionsOf(hiding).flatMap(({ useCase, rules: active }) => {
    const { itemIds: left, hiddenBy } = applyRules(active, itemIds, categoriesOf);
    if (left.length >= needed) return [];
    const answers = active.some(isAboutSome) ? `some answers of ${useCase}` : useCase;
    return [
      `${hiddenBy.map(quoted).join(', ')} would leave ${left.length} of ${countInWords(itemIds.length, 'item')} for ${answers}, ` +
        `needed are ${needed}. Hide fewer items.`,
    ];
  });
  return { problems: [...new Set(problems)], warnings };
}

const quoted = (text: string): string => JSON.stringify(text);

const isAboutSome = ({ aboutItems, aboutCategory }: Rule): boolean =>
  aboutItems !== undefined || aboutCategory !== undefined;

/** For each use case: the rules for all answers, and these together with each rule for answers about some items. */
function occasionsOf(
  rules: readonly Rule[],
): readonly { readonly useCase: AnsweredUseCase; readonly rules: readonly Rule[] }[] {
  return ANSWERED_USE_CASES.flatMap((useCase) => {
    const own = rules.filter(({ useCases }) => useCases === undefined || useCases.includes(useCase));
    const always = own.filter((rule) => !isAboutSome(rule));
    return [
      { useCase, rules: always },
      ...own.filter(isAboutSome).map((one) => ({ useCase, rules: [...always, one] })),
    ].filter(({ rules: active }) => active.length > 0);
  });
}

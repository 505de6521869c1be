import type { RecommenderOptions, ShopUseCases } from '../domain/recommender-options';
import type { UseCaseName } from '../domain/use-cases';
import type { Settings } from './settings';

/** What an app says for the construct: names, tags and force are for the stack around it and its own commands. */
type OfTheStack = 'stage' | 'tags' | 'stackTags' | 'force';

/**
 * A shop's archive, and whatever is to differ from the defaults. What each property is, allows and has as its default is said
 * at {@link Settings}; all are checked at synth.
 */
export interface EcommerceRecommendersProps extends Partial<
  Omit<Settings, 'archive' | 'useCases' | OfTheStack>
> {
  /** Archive with items.csv, users.csv and interactions.csv; a relative path starts where the app runs. */
  readonly archive: string;
  /**
   * Which recommenders to train: a list, or each with its options.
   *
   * @default - all but recommended-for-you
   */
  readonly useCases?:
    readonly UseCaseName[] | Partial<Record<UseCaseName, RecommenderOptions>> | ShopUseCases;
}

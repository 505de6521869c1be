import { isDeepStrictEqual } from 'node:util';
import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { servedBy } from '@ecommerce-recommenders/shop-data/contracts/lists/serving';
import type { RecommenderOptions } from '@ecommerce-recommenders/shop-data/contracts/recommender-options';
import type { Settings } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import { RECOMMENDER_OUTPUTS } from '@ecommerce-recommenders/shop-data/contracts/stack-outputs';
import type { StackOutputs } from '@ecommerce-recommenders/tools/deployed/stack-outputs';
import type { ShopAccount } from '../shop-account';
import type { Configuration, Stock } from './walk';

/** A stack that is to be as a step says. */
export interface DeployedStep {
  readonly account: ShopAccount;
  readonly outputs: StackOutputs;
  readonly configuration: Configuration;
  /** What the rows of the datasets are of: the same, or a failed one that added columns. */
  readonly rows: Configuration;
  /** What was deployed since the stack was created, the failed ones included. */
  readonly attempted: readonly Configuration[];
  /** How many items each live recommender may know. */
  readonly trained: Readonly<Partial<Record<UseCaseName, { readonly items: number }>>>;
  /** Whether the runs of the step were under no fault. */
  readonly wasCalm: boolean;
  readonly settings: Settings;
  readonly stock: Stock;
}

/** One look. @throws Error that says what differs from the step */
export type Check = (step: DeployedStep) => Promise<void> | void;

/** @throws Error that says what differs */
export function expectSame(what: string, is: unknown, ofStep: unknown): void {
  if (!isDeepStrictEqual(is, ofStep))
    throw new Error(`${what}: ${JSON.stringify(is)}, and the step has ${JSON.stringify(ofStep)}`);
}

/** A use case with a recommender. */
export interface Served {
  readonly useCase: UseCaseName;
  readonly options: RecommenderOptions;
  readonly arn: string;
}

/** The use cases of the step that have recommenders. */
export const served = ({ outputs, settings }: DeployedStep): Served[] =>
  [...servedBy('live', settings)].map(([useCase, options]) => ({
    useCase,
    options,
    arn: outputs[RECOMMENDER_OUTPUTS[useCase]],
  }));

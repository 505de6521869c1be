import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import type { MeasuredChoice, MeasuredUseCase } from '../measurement';
import type { TextsOfRules } from '../rule';
import type { ShopFacts } from '../shop-facts';
import type { FloorTexts } from './en-floors';

/** Names of the further requirements of a shop's data. */
export type DataRuleName =
  | 'refusals'
  | 'emptyTables'
  | 'mappedTypes'
  | 'distinctRows'
  | 'heldOut'
  | 'listLength'
  | 'tenthPlace'
  | 'boughtTogether'
  | 'viewedTogether'
  | 'advisedData'
  | 'poorColumns'
  | 'futureRows';

/** Texts for a use case that meets all requirements. */
export interface StrengthTexts {
  readonly found: (facts: ShopFacts) => string;
  readonly threshold: string;
  readonly willDo: string;
}

/** The list with which another is compared. */
export type ComparedWith = Pick<MeasuredUseCase, 'comparator' | 'comparatorDays'>;

/** Texts for a measurement. */
export interface MeasuredTexts {
  readonly found: (useCase: UseCaseName, measured: MeasuredUseCase) => string;
  /** @param until Unix seconds until which the models were trained */
  readonly threshold: (measured: MeasuredUseCase, until: number) => string;
  /** Says that the list serves shoppers worse than the one with which it is compared. */
  readonly worse: (measured: MeasuredUseCase) => string;
  /** Says that the lists do not differ significantly. */
  readonly noBetter: (measured: MeasuredUseCase) => string;
  /** A sentence about the share of users who were new. */
  readonly newcomers: (share: number) => string;
  /** Suggests what would do better. */
  readonly remedies: Readonly<Record<UseCaseName, (measured: MeasuredUseCase) => string>>;
  readonly choice: (choice: MeasuredChoice) => string;
}

/** All texts of verdicts in one language. */
export interface ReadinessTexts {
  readonly floors: FloorTexts;
  readonly dataRules: TextsOfRules<ShopFacts, DataRuleName>;
  readonly strengths: Readonly<Record<UseCaseName, StrengthTexts>>;
  readonly nothingToDo: string;
  /** Describes the list with which a use case is compared. */
  readonly comparator: (compared: ComparedWith) => string;
  readonly measured: MeasuredTexts;
}

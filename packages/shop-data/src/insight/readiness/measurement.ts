import type { EventType, UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';

/** A share from 0 to 1, or a difference of two, with its 99 % confidence interval. */
export interface Interval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** How often a use case's list of ten contained what the user did next, measured with the models of the embedded AWS. */
export interface MeasuredUseCase {
  /** Users whose list was requested. */
  readonly questions: number;
  /** How many of them have no row in training. */
  readonly newcomers: number;
  /** Share of the questions for which the list contained at least one item that the user interacted with next. */
  readonly hitRate: Interval;
  /**
   * What the list is compared with, the best of the lists that need no model: the items with the most events of a type, or of any,
   * or those that the user viewed or bought last, filled up with popular ones. Random items if it is not significantly better than
   * these.
   */
  readonly comparator: EventType | 'any' | 'recentlyViewed' | 'buyAgain' | 'random';
  /** Days that popular items are counted over, if not all. */
  readonly comparatorDays?: number;
  readonly comparatorHitRate: Interval;
  /** How much larger the list's share is. */
  readonly difference: Interval;
  /** Which model the training chose for the lists, and its mean NDCG@10 above the runner-up's over the questions of the choice. */
  readonly choice?: MeasuredChoice;
}

/** The model that a training chose. */
export interface MeasuredChoice {
  readonly model: string;
  readonly runnerUp: string;
  readonly margin: number;
  readonly questions: number;
}

/** *Frequently bought together* with orders as users (orderAsUser), and without: hit rates of the same questions. */
export interface MeasuredOrders {
  /** Users whose list was requested, none of them an order. */
  readonly questions: number;
  readonly with: Interval;
  readonly without: Interval;
  /** How much larger the share is with the orders. */
  readonly difference: Interval;
}

/** Measured use cases of a shop. */
export interface Measurement {
  /** Unix seconds until which the models were trained. */
  readonly until: number;
  /** Users whose rows were used, and all users. */
  readonly sampledUsers: number;
  readonly users: number;
  /** Use cases without questions are absent. */
  readonly useCases: Readonly<Partial<Record<UseCaseName, MeasuredUseCase>>>;
  /** Absent without orders as users (orderAsUser). */
  readonly orders?: MeasuredOrders;
}

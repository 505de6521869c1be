import type { EventType, UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';

/** A share from 0 to 1, or a difference of two shares, with its 99 % confidence interval. */
export interface Interval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** How often a use case's list of ten contained what the user did next, measured with the models of the embedded AWS. */
export interface MeasuredUseCase {
  /** Number of users whose list was checked. */
  readonly questions: number;
  /** Number of these users without a row in training. */
  readonly newcomers: number;
  /** Share of the questions for which the list contained at least one item with which the user interacted next. */
  readonly hitRate: Interval;
  /**
   * The list with which it is compared: the best of the lists that need no model. These have the items with the most
   * events of a type or of all types, or the items that the user viewed or bought last, filled up with popular ones.
   * Random items, if the use case's list is not significantly better than these.
   */
  readonly comparator: EventType | 'any' | 'recentlyViewed' | 'buyAgain' | 'random';
  /** Number of days over which popular items are counted, if not all. */
  readonly comparatorDays?: number;
  readonly comparatorHitRate: Interval;
  /** Difference between the two shares. */
  readonly difference: Interval;
  /**
   * Model that the training chose for the lists, and its mean NDCG@10 minus that of the runner-up, over the questions
   * of the choice.
   */
  readonly choice?: MeasuredChoice;
}

/** The model that a training chose. */
export interface MeasuredChoice {
  readonly model: string;
  readonly runnerUp: string;
  readonly margin: number;
  readonly questions: number;
}

/** *Frequently bought together* with orders as users (orderAsUser) and without them: hit rates on the same questions. */
export interface MeasuredOrders {
  /** Number of users whose list was checked. None of them is an order. */
  readonly questions: number;
  readonly with: Interval;
  readonly without: Interval;
  /** Hit rate with the orders minus that without them. */
  readonly difference: Interval;
}

/** Measured use cases of a shop. */
export interface Measurement {
  /** Unix seconds until which the models were trained. */
  readonly until: number;
  /** Number of users whose rows were used, and of all users. */
  readonly sampledUsers: number;
  readonly users: number;
  /** Use cases without questions are absent. */
  readonly useCases: Readonly<Partial<Record<UseCaseName, MeasuredUseCase>>>;
  /** Absent without orders as users (orderAsUser). */
  readonly orders?: MeasuredOrders;
}

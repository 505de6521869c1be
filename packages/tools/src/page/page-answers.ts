import type { Effect } from '@ecommerce-recommenders/shop-data/insight/effect/effect';
import type { Estimate } from '@ecommerce-recommenders/models/evaluation/estimates';
import type { ComparedWith } from '@ecommerce-recommenders/shop-data/insight/readiness/texts/readiness-texts';
import type { ListName } from '@ecommerce-recommenders/models/evaluation/baselines';
import type { ListMetricName } from '@ecommerce-recommenders/models/evaluation/list-metrics';
import type { AnsweredUseCase } from '@ecommerce-recommenders/shop-data/contracts/lists/similar-items';
import type { EventType } from '@ecommerce-recommenders/personalize/use-cases';
import type { ResourceProgress } from '../deployed/resource-progress';
import type { ShelvesRead } from '../effect/shelf-figures';
import type { ItemEvidence, ListEvidence } from '../why/evidence';

export type { ItemEvidence } from '../why/evidence';

/** Why there is no answer, if the page has a message for it. */
export type PageProblem =
  | { readonly kind: 'not-deployed' | 'destroyed' | 'no-tracker' | 'no-server' }
  | { readonly kind: 'no-item'; readonly itemId: string };

/** Error response of the page's server. */
export interface PageError {
  readonly error: string;
  /** @default - none: `error` is a message of AWS, or answers a request that the page does not send */
  readonly problem?: PageProblem;
}

/** Responses of the page's server by path. */
export interface PageAnswers {
  /** `user`, the id of the initial user: the shop, deployed or about to be. */
  readonly '/api/shop': PageShop;
  /** `useCase`, `userId`, `itemId`, `filter`: recommendations. */
  readonly '/api/recommend': PageList;
  /** The same, and `items`, each by its id: evidence in the training data. */
  readonly '/api/why': PageReasons;
  /** `itemId`: one item. */
  readonly '/api/item': PageItem;
  /** `q`: items with all its words; `count`: at most so many. */
  readonly '/api/items': Found<PageItem>;
  /** `q`: users with all its words. */
  readonly '/api/users': Found<PageUser>;
  /** Users worth looking at, by what they did. */
  readonly '/api/people': readonly PagePerson[];
  /** `userId`: what the user did, the latest first. */
  readonly '/api/history': Found<PageEvent>;
  /** The recommenders on held-out interactions; null before the first evaluation. `measure` evaluates again. */
  readonly '/api/evaluation': PageEvaluation | null;
  /** Progress of the evaluation. */
  readonly '/api/measuring': Measuring;
  /** What the stack costs on AWS. */
  readonly '/api/cost': PageCost;
  /** What the shop's experiment says. */
  readonly '/api/effect': PageEffect;
  /** What each shelf of the shop's pages has brought. */
  readonly '/api/shelves': ShelvesRead;
}

/** An experiment so far. */
export interface PageEffect {
  readonly control: 'best-sellers' | 'nothing';
  /** ISO 4217 of revenue. */
  readonly currency?: string;
  /** Null before the first visitor. */
  readonly effect: Effect | null;
  /** US dollars for the recommenders while it ran. */
  readonly billUsd: number | null;
}

/** Requests of an evaluation; both are 0 before the first. */
export interface Measuring {
  readonly asked: number;
  readonly total: number;
}

/** What the recommenders cost on AWS, around the clock and without requests beyond the included ones. */
export interface PageCost {
  /** Recommenders that are billed by the hour; 0 where lists serve all use cases. */
  readonly recommenders: number;
  readonly users: number;
  readonly usdPerHour: number;
  readonly usdPerMonth: number;
  /** Requests an hour that each recommender includes. */
  readonly includedPerHour: number;
  /** Whether the prices are confirmed. */
  readonly isConfirmed: boolean;
}

/** How the shop presents itself, as far as known. */
export interface ShopFace {
  readonly name?: string;
  /** ISO 4217, such as `USD`. */
  readonly currency?: string;
}

/** The shop, deployed or about to be. */
export interface PageShop extends ShopFace {
  readonly stack: string;
  readonly useCases: readonly AnsweredUseCase[];
  readonly items: number;
  readonly users: number;
  /** Names of the filters that can be asked for. */
  readonly filters: readonly string[];
  /** Whether there is an event tracker, so that events count. */
  readonly tracksEvents: boolean;
  /** Whether the stack is being deployed: its use cases answer one after another ({@link DeploymentStage.serving}). */
  readonly isComing: boolean;
  /** Whether visitors take part in an experiment. */
  readonly hasExperiment: boolean;
  /** Whether figures of shelves in the shop's pages are kept. */
  readonly countsShelves: boolean;
  /** The initial user; absent without users. */
  readonly firstUser?: PageUser;
}

/** An item; what the items file lacks is absent, as is all but the id of an item that only the training has. */
export interface PageItem {
  readonly itemId: string;
  readonly name?: string;
  readonly category?: string;
  readonly style?: string;
  readonly description?: string;
  readonly price?: number;
  /** Address of its picture, `https:` only. */
  readonly image?: string;
  /** Columns of the shop's own, by their name in the schema. */
  readonly columns?: Readonly<Record<string, string>>;
}

/** A user. */
export interface PageUser {
  readonly userId: string;
  readonly name: string;
}

/** What somebody looks at and buys. */
export interface PageInterest {
  readonly category: string;
  /** The most frequent one in that category. */
  readonly style?: string;
}

/** A user by what the training data has of them. */
export interface PagePerson extends PageUser {
  /** The strongest first, at most two; empty for a newcomer, and where items have no category. */
  readonly interests: readonly PageInterest[];
  /** Whether the person has hardly begun. */
  readonly isNew?: true;
  readonly views: number;
  readonly orders: number;
}

/** A recommender's answer, best first, without an item on trial in the first place. */
export interface PageList {
  /** Passed on with events that result from it. */
  readonly recommendationId?: string;
  readonly standing: ListStanding;
  readonly items: readonly ListedItem[];
}

/** What a list is: the answer to the question, or popular items and why. */
export type ListStanding =
  | { readonly kind: 'asked' }
  /** The training data does not hold the user, who has done nothing on the page either. */
  | { readonly kind: 'no-user' }
  /** The training data has no such event of the asked item. `isSent`: whether the page has sent one since. */
  | {
      readonly kind: 'no-history';
      readonly event: EventType;
      readonly name: string;
      readonly isSent: boolean;
    }
  /** The training data has too few such events of the asked item. */
  | { readonly kind: 'few'; readonly event: EventType; readonly name: string };

/** An item of a list. */
export interface ListedItem extends PageItem {
  /** A popular item that fills up the list, or a new one that is tried out. @default - an answer to the question */
  readonly as?: 'filler' | 'trial';
}

/** Evidence for a list, and for each of its items by id. The page puts it into words. */
export interface PageReasons {
  readonly list: readonly ListReason[];
  readonly items: Readonly<Record<string, ItemEvidence>>;
}

/** Evidence for a list, including the page's own events. */
export type ListReason =
  | ListEvidence
  /** Different items that the user has bought, which are left out. */
  | { readonly kind: 'bought'; readonly items: number }
  | { readonly kind: 'filter'; readonly name: string }
  /** Events sent from the page, and the latest of them. */
  | {
      readonly kind: 'sent';
      readonly events: number;
      readonly countsAtOnce: boolean;
      readonly event: EventType;
      readonly name: string;
    };

/** The first hits, and their total number. */
export interface Found<T> {
  readonly total: number;
  readonly first: readonly T[];
}

/** Something that a user did. */
export interface PageEvent {
  readonly item: PageItem;
  readonly eventType: string;
  /** Milliseconds since the Unix epoch. */
  readonly timeMs: number;
  /** Whether it was sent from the page, after the training. */
  readonly isSent: boolean;
}

/** An event that the page sends: the body of `POST /api/events`. */
export interface SentEvent {
  readonly userId: string;
  readonly itemId: string;
  readonly eventType: EventType;
  readonly recommendationId?: string;
}

/** Quality of the recommenders, and of the ranking, on held-out interactions. */
export interface PageEvaluation {
  readonly useCases: readonly {
    readonly useCase: AnsweredUseCase | 'ranking';
    /** Users who were asked for; 0 if no held-out interaction answers the question. */
    readonly users: number;
    readonly lines: readonly EvaluationLine[];
    /** How the deployed data was split. */
    readonly holdoutBy: 'user' | 'time';
  }[];
}

/** Metrics of the lists of the recommender, or of a baseline, at one length. */
export interface EvaluationLine extends Readonly<Record<ListMetricName, Estimate>>, Partial<ComparedWith> {
  readonly list: ListName;
  readonly length: number;
}

/** Progress of the deployment: messages of `GET /api/deployment`, an event stream. */
export type DeploymentMessage =
  /** Clears all resources shown so far. */
  | { readonly kind: 'clear' }
  | ({ readonly kind: 'stage' } & DeploymentStage)
  | ({ readonly kind: 'resource' } & DeployedResource);

/** State of the stack. */
export interface DeploymentStage {
  readonly stage: 'deploying' | 'ready' | 'failed' | 'destroying' | 'destroyed';
  /** Why it failed. */
  readonly reason?: string;
  /** Speed of AWS's clock relative to the machine's. */
  readonly speed: number;
  /** Deployments that have ended since the page's start: another one may answer differently. */
  readonly revision: number;
  /**
   * Use cases whose recommenders are ACTIVE while the stack is still being deployed, and since when, in milliseconds
   * since the Unix epoch on AWS's clock.
   */
  readonly serving?: Serving;
}

/** Since when use cases are served. */
export type Serving = Readonly<Partial<Record<AnsweredUseCase, number>>>;

/** Progress of a resource of the stack. */
export interface DeployedResource extends ResourceProgress {
  /** What it is for; absent for roles, log groups and other parts. */
  readonly work?: ResourceWork;
}

/** The phases of a deployment, in order. */
export type PhaseName = 'Data' | 'Import' | 'Training' | 'Serving';

/** The role of a resource in a deployment. */
export interface ResourceWork {
  readonly phase: PhaseName;
  readonly kind:
    | 'bucket'
    | 'preparation'
    | 'dataset-group'
    | 'import'
    | 'recommender'
    | 'training'
    | 'filter'
    | 'event-tracker'
    | 'metric-attribution'
    | 'lists';
  /** A use case, or the name of a dataset. */
  readonly of?: string;
  /** How long it usually takes. */
  readonly usualMs?: number;
}

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

/** Reason for the missing answer, if the page has a message for it. */
export type PageProblem =
  | { readonly kind: 'not-deployed' | 'destroyed' | 'no-tracker' | 'no-server' }
  | { readonly kind: 'no-item'; readonly itemId: string };

/** Error response of the page's server. */
export interface PageError {
  readonly error: string;
  /** @default - none: `error` is AWS's message, or answers a request that the page does not send */
  readonly problem?: PageProblem;
}

/** Responses of the page's server by path. */
export interface PageAnswers {
  /** The shop, deployed or about to be. Parameter: `user`, the id of the initial user. */
  readonly '/api/shop': PageShop;
  /** Recommendations. Parameters: `useCase`, `userId`, `itemId`, `filter`. */
  readonly '/api/recommend': PageList;
  /** Evidence in the training data. Parameters: those of `/api/recommend`, and `items`, one per id. */
  readonly '/api/why': PageReasons;
  /** One item. Parameter: `itemId`. */
  readonly '/api/item': PageItem;
  /** Items that match all words of `q`, at most `count`. */
  readonly '/api/items': Found<PageItem>;
  /** Users that match all words of `q`. */
  readonly '/api/users': Found<PageUser>;
  /** Users worth trying, by what they did. */
  readonly '/api/people': readonly PagePerson[];
  /** What a user did, latest first. Parameter: `userId`. */
  readonly '/api/history': Found<PageEvent>;
  /** Quality of the recommenders on held-out interactions; null before the first evaluation. `measure` evaluates again. */
  readonly '/api/evaluation': PageEvaluation | null;
  /** Progress of the evaluation. */
  readonly '/api/measuring': Measuring;
  /** Cost of the stack on AWS. */
  readonly '/api/cost': PageCost;
  /** Results of the shop's experiment. */
  readonly '/api/effect': PageEffect;
  /** Results of each shelf of the shop's pages. */
  readonly '/api/shelves': ShelvesRead;
}

/** Current results of an experiment. */
export interface PageEffect {
  readonly control: 'best-sellers' | 'nothing';
  /** ISO 4217 code of the revenue. */
  readonly currency?: string;
  /** Null before the first visitor. */
  readonly effect: Effect | null;
  /** Cost of the recommenders during the experiment, in US dollars. */
  readonly billUsd: number | null;
}

/** Number of requests of an evaluation, done and in total. Both are 0 before the first request. */
export interface Measuring {
  readonly asked: number;
  readonly total: number;
}

/** Cost of the recommenders on AWS, around the clock and without requests beyond the included ones. */
export interface PageCost {
  /** Number of recommenders that are billed by the hour; 0 if all use cases are served from lists. */
  readonly recommenders: number;
  readonly users: number;
  readonly usdPerHour: number;
  readonly usdPerMonth: number;
  /** Requests per hour that each recommender includes. */
  readonly includedPerHour: number;
  /** Whether the prices are confirmed. */
  readonly isConfirmed: boolean;
}

/** Name and currency of the shop, as far as known. */
export interface ShopBranding {
  readonly name?: string;
  /** ISO 4217, such as `USD`. */
  readonly currency?: string;
}

/** The shop, deployed or about to be. */
export interface PageShop extends ShopBranding {
  readonly stack: string;
  readonly useCases: readonly AnsweredUseCase[];
  readonly items: number;
  readonly users: number;
  /** Names of the filters that requests can use. */
  readonly filters: readonly string[];
  /** Whether there is an event tracker, so that events have an effect. */
  readonly tracksEvents: boolean;
  /**
   * Whether the stack is being deployed. Its use cases then become available one after another ({@link DeploymentStage.serving}).
   */
  readonly isComing: boolean;
  /** Whether visitors take part in an experiment. */
  readonly hasExperiment: boolean;
  /** Whether shelves in the shop's pages are counted. */
  readonly countsShelves: boolean;
  /** The initial user; absent without users. */
  readonly firstUser?: PageUser;
}

/** An item. Members that the items file lacks are absent. An item that only the training data has consists of its id. */
export interface PageItem {
  readonly itemId: string;
  readonly name?: string;
  readonly category?: string;
  readonly style?: string;
  readonly description?: string;
  readonly price?: number;
  /** Address of its picture, `https:` only. */
  readonly image?: string;
  /** Custom columns by their names in the schema. */
  readonly columns?: Readonly<Record<string, string>>;
}

/** A user. */
export interface PageUser {
  readonly userId: string;
  readonly name: string;
}

/** Something that a person looks at and buys. */
export interface PageInterest {
  readonly category: string;
  /** The person's most frequent style in that category. */
  readonly style?: string;
}

/** A user, with interests derived from the training data. */
export interface PagePerson extends PageUser {
  /** Interests, strongest first, at most two; empty for a newcomer, or if items have no category. */
  readonly interests: readonly PageInterest[];
  /** Whether the person has only a few events. */
  readonly isNew?: true;
  readonly views: number;
  readonly orders: number;
}

/** A recommender's answer, best first. An item that is being tried out is never first. */
export interface PageList {
  /** Id to send with events that result from the list. */
  readonly recommendationId?: string;
  readonly basis: ListBasis;
  readonly items: readonly ListedItem[];
}

/** Kind of a list: an answer to the question, or popular items with the reason for them. */
export type ListBasis =
  | { readonly kind: 'asked' }
  /** The user is not in the training data, and has done nothing on the page either. */
  | { readonly kind: 'no-user' }
  /** The training data has no such event of the requested item. `isSent` tells whether the page has sent one since. */
  | {
      readonly kind: 'no-history';
      readonly event: EventType;
      readonly name: string;
      readonly isSent: boolean;
    }
  /** The training data has too few such events of the requested item. */
  | { readonly kind: 'few'; readonly event: EventType; readonly name: string };

/** An item of a list. */
export interface ListedItem extends PageItem {
  /** A popular item that fills up the list, or a new item that is being tried out. @default - an answer to the question */
  readonly as?: 'filler' | 'trial';
}

/** Evidence for a list, and for each of its items by id. The page expresses it as sentences. */
export interface PageReasons {
  readonly list: readonly ListReason[];
  readonly items: Readonly<Record<string, ItemEvidence>>;
}

/** Evidence for a list, which includes the page's own events. */
export type ListReason =
  | ListEvidence
  /** Number of distinct items that the user has bought. They are left out. */
  | { readonly kind: 'bought'; readonly items: number }
  | { readonly kind: 'filter'; readonly name: string }
  /** Number of events sent from the page, and the latest of them. */
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

/** An event that the page sends, as the body of `POST /api/events`. */
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
    /** Number of users who were asked for; 0 if no held-out interaction suits the question. */
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

/** Progress of the deployment, as messages of `GET /api/deployment`, which is an event stream. */
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
  /** Number of deployments that have ended since the page's start. After another one, answers may differ. */
  readonly revision: number;
  /**
   * Use cases whose recommenders are already ACTIVE while the stack is still being deployed, with the time in
   * milliseconds since the Unix epoch on AWS's clock.
   */
  readonly serving?: Serving;
}

/** Time from which each use case is served. */
export type Serving = Readonly<Partial<Record<AnsweredUseCase, number>>>;

/** Progress of a resource of the stack. */
export interface DeployedResource extends ResourceProgress {
  /** Its role in the deployment; absent for roles, log groups and other parts. */
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

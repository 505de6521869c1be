import type { Estimate } from '@ecommerce-recommenders/models/evaluation/estimates';
import type { ListMetricName } from '@ecommerce-recommenders/models/evaluation/list-metrics';
import type { EventType, UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';

/** Responses of the page's server by path. */
export interface PageAnswers {
  /** The deployed shop. */
  readonly '/api/shop': PageShop;
  /** `useCase`, `userId`, `itemId`, `filter`: recommendations. */
  readonly '/api/recommend': PageList;
  /** The same, and `items`, each by its id: evidence in the training data. */
  readonly '/api/why': PageReasons;
  /** `itemId`: one item. */
  readonly '/api/item': PageItem;
  /** `q`: items with all its words. */
  readonly '/api/items': Found<PageItem>;
  /** `q`: users with all its words. */
  readonly '/api/users': Found<PageUser>;
  /** `userId`: what the user did, the latest first. */
  readonly '/api/history': Found<PageEvent>;
  /** Evaluates the recommenders on held-out interactions. */
  readonly '/api/evaluation': PageEvaluation;
}

/** The deployed shop. */
export interface PageShop {
  readonly stack: string;
  readonly useCases: readonly UseCaseName[];
  readonly items: number;
  readonly users: number;
  /** Names of the filters that can be asked for. */
  readonly filters: readonly string[];
  /** Whether there is an event tracker, so that events count. */
  readonly tracksEvents: boolean;
  /** The initial user; absent without users. */
  readonly firstUser?: PageUser;
}

/** An item; what the items file lacks is absent. */
export interface PageItem {
  readonly itemId: string;
  readonly name?: string;
  readonly category?: string;
  readonly style?: string;
  readonly description?: string;
  readonly price?: number;
  /** Columns of the shop's own, by their name in the schema. */
  readonly columns?: Readonly<Record<string, string>>;
}

/** A user. */
export interface PageUser {
  readonly userId: string;
  readonly name: string;
}

/** A recommender's answer, best first. */
export interface PageList {
  /** Passed on with events that result from it. */
  readonly recommendationId?: string;
  readonly items: readonly PageItem[];
}

/** Sentences about a list, and one about each of its items by id. */
export interface PageReasons {
  readonly list: readonly string[];
  readonly items: Readonly<Record<string, string>>;
}

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
    readonly useCase: UseCaseName | 'ranking';
    /** Users who were asked for; 0 where nothing that was held out answers the question. */
    readonly users: number;
    readonly lines: readonly EvaluationLine[];
  }[];
}

/** One answerer's lists at one length; the recommender's or a baseline's. */
export interface EvaluationLine extends Readonly<Record<ListMetricName, Estimate>> {
  readonly list: string;
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
}

/** A resource of the stack that has begun to change, or is done. */
export interface DeployedResource {
  readonly logicalId: string;
  readonly type: string;
  /** `CREATE_IN_PROGRESS`, `CREATE_COMPLETE`, `DELETE_FAILED`, … */
  readonly status: string;
  /** Milliseconds since the Unix epoch, on AWS's clock. */
  readonly begunMs: number;
  /** Absent while in progress. */
  readonly endedMs?: number;
  readonly reason?: string;
}

import type { Estimate } from './evaluation/estimates';
import type { ListMetricName } from './evaluation/list-metrics';
import type { EventType, UseCaseName } from './use-cases';

/** What the page's server answers, by path: the server has a function for each, and the page asks by it. */
export interface PageAnswers {
  /** What is deployed. */
  readonly '/api/shop': PageShop;
  /** `useCase`, `userId`, `itemId`, `filter`: what a recommender says. */
  readonly '/api/recommend': PageList;
  /** The same, and `items`, each by its id: what the training data holds for an answer. */
  readonly '/api/why': PageReasons;
  /** `itemId`: one item. */
  readonly '/api/item': PageItem;
  /** `q`: items with all its words. */
  readonly '/api/items': Found<PageItem>;
  /** `q`: users with all its words. */
  readonly '/api/users': Found<PageUser>;
  /** `userId`: what the user did, the latest first. */
  readonly '/api/history': Found<PageEvent>;
  /** Asks the recommenders for users of whom later interactions are known. */
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
  /** Who visits it at first; absent without users. */
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
}

/** A user. */
export interface PageUser {
  readonly userId: string;
  readonly name: string;
}

/** A recommender's answer, best first. */
export interface PageList {
  /** What an event says it comes from. */
  readonly recommendationId?: string;
  readonly items: readonly PageItem[];
}

/** Sentences about a list, and one about each of its items by id. */
export interface PageReasons {
  readonly list: readonly string[];
  readonly items: Readonly<Record<string, string>>;
}

/** What was found first, and how many there are. */
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

/** How well the recommenders foretell what was held out. */
export interface PageEvaluation {
  readonly useCases: readonly {
    readonly useCase: UseCaseName;
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

/** How far the deployment is: the data of the messages of `GET /api/deployment`, an event stream. */
export type DeploymentMessage =
  /** What was told of resources is over. */
  | { readonly kind: 'clear' }
  | ({ readonly kind: 'stage' } & DeploymentStage)
  | ({ readonly kind: 'resource' } & DeployedResource);

/** What goes on with the stack. */
export interface DeploymentStage {
  readonly stage: 'deploying' | 'ready' | 'failed' | 'destroying' | 'destroyed';
  /** Why it failed. */
  readonly reason?: string;
  /** Seconds on AWS's clock for each of the machine's. */
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
  /** Absent while it goes on. */
  readonly endedMs?: number;
  readonly reason?: string;
}

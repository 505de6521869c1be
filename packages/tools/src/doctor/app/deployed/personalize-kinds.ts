import { CAMPAIGN_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/campaign';
import { DATASET_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/dataset';
import { DATASET_GROUP_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/dataset-group';
import { EVENT_TRACKER_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/event-tracker';
import { FILTER_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/filter';
import { METRIC_ATTRIBUTION_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/metric-attribution';
import { RECOMMENDER_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/recommender';
import { SOLUTION_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/solution';

/** A kind of Personalize resource, as the AWS CLI spells it. */
export type Kind =
  | 'dataset-group'
  | 'dataset'
  | 'recommender'
  | 'filter'
  | 'event-tracker'
  | 'metric-attribution'
  | 'solution'
  | 'campaign'
  | 'schema';

interface KindFacts {
  /** Resource type in the template; schemas have none, because their datasets create them. */
  readonly type?: string;
  /** How a deployment adopts a resource that has the stack's owner tag. */
  readonly adopted?: string;
  /** How to re-create a resource that is gone. */
  readonly again: string;
}

const UPDATE_ALL = 'Add a tag to the setting tags and deploy: this updates every resource, which';
const START_OVER = 'Destroy the stack and deploy it again.';
const offAndOn = (setting: string): string =>
  `Deploy without the setting ${setting}, then with it: this creates a new one.`;

/** Doctor's knowledge of each kind. */
export const KINDS: Readonly<Record<Kind, KindFacts>> = {
  'dataset-group': { type: DATASET_GROUP_TYPE, again: START_OVER },
  dataset: {
    type: DATASET_TYPE,
    adopted: 'put its table back into the setting data and deploy',
    again: START_OVER,
  },
  recommender: {
    type: RECOMMENDER_TYPE,
    adopted: 'add its use case to the setting useCases and deploy',
    again: `${UPDATE_ALL} re-creates it. Training takes about an hour.`,
  },
  filter: {
    type: FILTER_TYPE,
    adopted: 'put it back into the setting filters and deploy',
    again: `${UPDATE_ALL} re-creates it.`,
  },
  'event-tracker': {
    type: EVENT_TRACKER_TYPE,
    adopted: 'set eventTracker to true and deploy',
    again: `${UPDATE_ALL} re-creates it. The new one has another TrackingId.`,
  },
  'metric-attribution': { type: METRIC_ATTRIBUTION_TYPE, again: offAndOn('metricAttribution') },
  solution: {
    type: SOLUTION_TYPE,
    adopted: 'put the setting ranking, segments or batches back and deploy',
    again: offAndOn('ranking, segments or batches'),
  },
  campaign: {
    type: CAMPAIGN_TYPE,
    adopted: 'put the setting ranking back and deploy',
    again: `${UPDATE_ALL} re-creates it.`,
  },
  schema: { again: START_OVER },
};

/** Remedy that updates every resource to its template's properties. */
export const UPDATED = `${UPDATE_ALL} restores it.`;

import { USE_CASE_NAMES } from '@ecommerce-recommenders/personalize/use-cases';
import { DATASET_GROUP_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/dataset-group';
import { DATASET_IMPORT_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/dataset-import';
import { EVENT_TRACKER_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/event-tracker';
import { FILTER_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/filter';
import { LISTS_RUN_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/lists-run';
import { METRIC_ATTRIBUTION_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/metric-attribution';
import { PREPARED_DATA_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/prepared-data';
import { RECOMMENDER_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/recommender';
import { TRAINING_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/training';
import { LATENCIES, type LatencyName, type PersonalizeKind } from 'embedded-aws/latency';
import type { ResourceProgress } from '../deployed/resource-progress';
import { withoutHash } from '../deployed/without-hash';
import type { ResourceWork } from './page-answers';

interface Work extends Pick<ResourceWork, 'phase' | 'kind'> {
  /** Kind of resource that Personalize creates meanwhile. */
  readonly creates?: PersonalizeKind;
}

/** The resource types that do a deployment's work. */
const WORK: Readonly<Record<string, Work>> = {
  'AWS::S3::Bucket': { phase: 'Data', kind: 'bucket' },
  [PREPARED_DATA_TYPE]: { phase: 'Data', kind: 'preparation' },
  [DATASET_GROUP_TYPE]: { phase: 'Import', kind: 'dataset-group', creates: 'datasetGroup' },
  [DATASET_IMPORT_TYPE]: { phase: 'Import', kind: 'import', creates: 'datasetImportJob' },
  // A recommender counts as training until the training resources are done.
  [RECOMMENDER_TYPE]: { phase: 'Training', kind: 'recommender', creates: 'recommender' },
  [TRAINING_TYPE]: { phase: 'Training', kind: 'training' },
  [FILTER_TYPE]: { phase: 'Serving', kind: 'filter', creates: 'filter' },
  [EVENT_TRACKER_TYPE]: { phase: 'Serving', kind: 'event-tracker', creates: 'eventTracker' },
  [METRIC_ATTRIBUTION_TYPE]: {
    phase: 'Serving',
    kind: 'metric-attribution',
    creates: 'metricAttribution',
  },
  [LISTS_RUN_TYPE]: { phase: 'Serving', kind: 'lists' },
};

/**
 * The work of a resource in a deployment; undefined for roles, log groups and other parts.
 *
 * @param latency - how long Personalize takes there
 */
export function workOf(
  { type, logicalId }: Pick<ResourceProgress, 'type' | 'logicalId'>,
  latency: LatencyName = 'realistic',
): ResourceWork | undefined {
  const work = Object.hasOwn(WORK, type) ? WORK[type] : undefined;
  if (!work) return undefined;
  const { phase, kind, creates } = work;
  const of = subjectOf(kind, logicalId);
  const usualMs = creates && LATENCIES[latency].create[creates];
  return { phase, kind, ...(of !== undefined && { of }), ...(usualMs && { usualMs }) };
}

/** The use case or dataset to which a logical id refers. */
function subjectOf(kind: ResourceWork['kind'], logicalId: string): string | undefined {
  const path = withoutHash(logicalId);
  if (kind === 'recommender') return USE_CASE_NAMES.find((name) => path.endsWith(name.replaceAll('-', '')));
  if (kind === 'import') return /(Interactions|Items|Users)Import$/.exec(path)?.[1];
  return kind === 'filter' ? /Filters?(.+)$/.exec(path)?.[1] : undefined;
}

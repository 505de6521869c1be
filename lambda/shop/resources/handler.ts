import { PersonalizeClient } from '@aws-sdk/client-personalize';
import {
  DATASET_GROUP_TYPE,
  KEY_CHECK_TYPE,
} from '@ecommerce-recommenders/shop-data/contracts/functions/dataset-group';
import {
  DATASET_IMPORT_TYPE,
  IMPORT_WAIT_TYPE,
} from '@ecommerce-recommenders/shop-data/contracts/functions/dataset-import';
import { DATASET_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/dataset';
import { RECOMMENDER_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/recommender';
import { SWEEP_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/sweep';
import { TRAINING_TYPE } from '@ecommerce-recommenders/shop-data/contracts/functions/training';
import { byResourceType } from './by-resource-type';
import { providerHandlers } from './provider-handlers';
import { stackView } from './stack-view';
import { WITHIN_A_POLL } from './within-a-poll';

const client = new PersonalizeClient(WITHIN_A_POLL);
const stack = stackView();

/** Entry points of the two functions of the core's custom resources, except the prepared data. */
export const { onEvent, isComplete } = providerHandlers(
  byResourceType({
    [DATASET_GROUP_TYPE]: () =>
      (
        require('../dataset-group/dataset-group') as typeof import('../dataset-group/dataset-group')
      ).datasetGroup(client, stack),
    [KEY_CHECK_TYPE]: () =>
      (require('../dataset-group/dataset-group') as typeof import('../dataset-group/dataset-group')).keyCheck(
        client,
      ),
    [DATASET_TYPE]: () =>
      (require('../dataset/dataset') as typeof import('../dataset/dataset')).dataset(client, stack),
    [DATASET_IMPORT_TYPE]: () =>
      (
        require('../dataset-import/dataset-import') as typeof import('../dataset-import/dataset-import')
      ).datasetImport(client, stack),
    [IMPORT_WAIT_TYPE]: () =>
      (
        require('../dataset-import/dataset-import') as typeof import('../dataset-import/dataset-import')
      ).importWait(client, stack),
    [RECOMMENDER_TYPE]: () =>
      (require('../recommender/recommender') as typeof import('../recommender/recommender')).recommender(
        client,
        stack,
      ),
    [TRAINING_TYPE]: () =>
      (require('../training/training') as typeof import('../training/training')).training(client, stack),
    [SWEEP_TYPE]: () => (require('../sweep/sweep') as typeof import('../sweep/sweep')).sweep(client, stack),
  }),
  { stack, logGroup: process.env.AWS_LAMBDA_LOG_GROUP_NAME },
);

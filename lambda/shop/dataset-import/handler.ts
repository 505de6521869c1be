import { PersonalizeClient } from '@aws-sdk/client-personalize';
import {
  DATASET_IMPORT_TYPE,
  IMPORT_WAIT_TYPE,
} from '@ecommerce-recommenders/shop-data/contracts/functions/dataset-import';
import { byResourceType } from '../resources/by-resource-type';
import { providerHandlers } from '../resources/provider-handlers';
import { stackView } from '../resources/stack-view';
import { WITHIN_A_POLL } from '../resources/within-a-poll';
import { datasetImport, importWait } from './dataset-import';

const client = new PersonalizeClient(WITHIN_A_POLL);
const stack = stackView();

/** Entry points of the two functions of these custom resources. */
export const { onEvent, isComplete } = providerHandlers(
  byResourceType({
    [DATASET_IMPORT_TYPE]: datasetImport(client, stack),
    [IMPORT_WAIT_TYPE]: importWait(client, stack),
  }),
  { stack, logGroup: process.env.AWS_LAMBDA_LOG_GROUP_NAME },
);

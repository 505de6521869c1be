import { S3Client } from '@aws-sdk/client-s3';
import type {
  ListsEnvironment,
  ListsStep,
} from '@ecommerce-recommenders/shop-data/contracts/functions/lists';
import { logged } from '../../shop/functions/handler-logger';
import { catalogue as catalogueStep } from '../steps/catalogue';
import { lockedFiles } from '../steps/locked-files';
import { withPlan } from '../../runs/with-plan';

const env = process.env as unknown as ListsEnvironment;
const filesOf = lockedFiles(new S3Client({}), env.DATA_BUCKET);

/** Third step of the state machine: reads the ids of all items. */
export const catalogue = logged(
  'catalogue',
  withPlan((step: ListsStep) => catalogueStep({ ...filesOf(step), items: env.ITEMS, now: Date.now })(step)),
);

import { S3Client } from '@aws-sdk/client-s3';
import type {
  ListsEnvironment,
  ListsStep,
} from '@ecommerce-recommenders/shop-data/contracts/functions/lists';
import { withPlan } from '../../runs/with-plan';
import { logged } from '../../shop/functions/handler-logger';
import { lockedFiles } from '../steps/locked-files';
import { similar as similarStep } from '../steps/similar';

const env = process.env as unknown as ListsEnvironment;
const filesOf = lockedFiles(new S3Client({}), env.DATA_BUCKET);

/** Second step of the state machine, only for shops with similar items: makes their lists. */
export const similar = logged(
  'similar',
  withPlan((step: ListsStep) => similarStep(filesOf(step))(step)),
);

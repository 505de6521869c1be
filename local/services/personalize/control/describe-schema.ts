import { onMember } from '../../../authorization/permission';
import { personalizeAction } from '../personalize-action';
import { describe } from '../resource-view';
import { DATASET_SCHEMA } from '../dataset-schema';
import { ARN } from '../shapes';

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_DescribeSchema.html */
export const describeSchema = personalizeAction({
  input: { schemaArn: { ...ARN, required: true } },
  permissions: onMember('personalize:DescribeSchema', 'schemaArn'),
  run: ({ schemaArn }, store) => ({ schema: describe(DATASET_SCHEMA, store.schemas.mustGet(schemaArn)) }),
});

import { onMember } from '../../../authorization/permission';
import { personalizeAction } from '../personalize-action';
import { describe } from '../resource-view';
import { DATASET } from '../dataset';
import { ARN } from '../shapes';

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_DescribeDataset.html */
export const describeDataset = personalizeAction({
  input: { datasetArn: { ...ARN, required: true } },
  permissions: onMember('personalize:DescribeDataset', 'datasetArn'),
  run: ({ datasetArn }, store) => ({ dataset: describe(DATASET, store.datasets.mustGet(datasetArn)) }),
});

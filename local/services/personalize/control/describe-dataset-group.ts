import { onMember } from '../../../authorization/permission';
import { personalizeAction } from '../personalize-action';
import { describe } from '../resource-view';
import { DATASET_GROUP } from '../dataset-group';
import { ARN } from '../shapes';

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_DescribeDatasetGroup.html */
export const describeDatasetGroup = personalizeAction({
  input: { datasetGroupArn: { ...ARN, required: true } },
  permissions: onMember('personalize:DescribeDatasetGroup', 'datasetGroupArn'),
  run: ({ datasetGroupArn }, store) => ({
    datasetGroup: describe(DATASET_GROUP, store.datasetGroups.mustGet(datasetGroupArn)),
  }),
});

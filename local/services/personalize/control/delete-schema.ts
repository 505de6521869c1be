import { onMember } from '../../../authorization/permission';
import { inUse } from '../errors';
import type { DatasetUpdate } from '../dataset';
import { personalizeAction } from '../personalize-action';
import { isInTransition } from '../resource';
import { ARN } from '../shapes';

/** Done at once, unlike the other deletions. @see https://docs.aws.amazon.com/personalize/latest/dg/API_DeleteSchema.html */
export const deleteSchema = personalizeAction({
  input: { schemaArn: { ...ARN, required: true } },
  permissions: onMember('personalize:DeleteSchema', 'schemaArn'),
  run: ({ schemaArn }, store) => {
    const schema = store.schemas.mustGet(schemaArn);
    const users = store.datasets
      .list()
      .filter(
        (dataset) => dataset.schemaArn === schemaArn || isComing(schemaArn, dataset.latestDatasetUpdate),
      )
      .map(({ arn }) => arn);
    if (users.length > 0)
      throw inUse(
        `Resource Arn ${schemaArn} is used by ${users.join(', ')}. Delete these and wait until they are gone.`,
      );
    store.schemas.remove(schema.arn);
    store.platform.changes.notify();
    return undefined;
  },
});

const isComing = (schemaArn: string, update: DatasetUpdate | undefined): boolean =>
  update !== undefined && update.schemaArn === schemaArn && isInTransition(update);

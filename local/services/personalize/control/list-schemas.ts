import { onAnything } from '../../../authorization/permission';
import { pageOf } from '../page';
import { personalizeAction } from '../personalize-action';
import { summarize } from '../resource-view';
import { DATASET_SCHEMA } from '../dataset-schema';
import { PAGING } from '../shapes';

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_ListSchemas.html */
export const listSchemas = personalizeAction({
  input: PAGING,
  permissions: onAnything('personalize:ListSchemas'),
  run: (paging, store) => {
    const { items, nextToken } = pageOf('ListSchemas', store.schemas.list(), paging);
    return { schemas: items.map((item) => summarize(DATASET_SCHEMA, item)), nextToken };
  },
});

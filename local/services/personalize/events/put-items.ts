import { onMember } from '../../../authorization/permission';
import { personalizeAction } from '../personalize-action';
import { ARN, STREAMED_ID } from '../shapes';
import { putRecords } from './put-records';

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_UBS_PutItems.html */
export const putItems = personalizeAction({
  input: {
    datasetArn: { ...ARN, required: true },
    items: {
      type: 'list',
      min: 1,
      max: 10,
      of: {
        type: 'structure',
        fields: {
          itemId: { ...STREAMED_ID, required: true },
          properties: { type: 'string', min: 1, max: 32_000 },
        },
      },
      required: true,
    },
  },
  permissions: onMember('personalize:PutItems', 'datasetArn'),
  run: ({ datasetArn, items }, store) => {
    const records = items.map(({ itemId, properties }, at) => {
      const where = `items.${at + 1}`;
      return [itemId, { where, members: { ITEM_ID: itemId }, properties }] as const;
    });
    putRecords(datasetArn, 'ITEMS', records, store);
    return undefined;
  },
});

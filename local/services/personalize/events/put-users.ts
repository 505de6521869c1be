import { onMember } from '../../../authorization/permission';
import { personalizeAction } from '../personalize-action';
import { ARN, STREAMED_ID } from '../shapes';
import { putRecords } from './put-records';

/** @see https://docs.aws.amazon.com/personalize/latest/dg/API_UBS_PutUsers.html */
export const putUsers = personalizeAction({
  input: {
    datasetArn: { ...ARN, required: true },
    users: {
      type: 'list',
      min: 1,
      max: 10,
      of: {
        type: 'structure',
        fields: {
          userId: { ...STREAMED_ID, required: true },
          properties: { type: 'string', min: 1, max: 24_000 },
        },
      },
      required: true,
    },
  },
  permissions: onMember('personalize:PutUsers', 'datasetArn'),
  run: ({ datasetArn, users }, store) => {
    const records = users.map(({ userId, properties }, at) => {
      const where = `users.${at + 1}`;
      return [userId, { where, members: { USER_ID: userId }, properties }] as const;
    });
    putRecords(datasetArn, 'USERS', records, store);
    return undefined;
  },
});

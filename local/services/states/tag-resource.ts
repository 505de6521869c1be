import { onMember } from '../../authorization/permission';
import { statesAction } from './states-action';
import { ARN, TAGS } from './states-shapes';
import { tagsByKey } from './tags-by-key';

/** @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_TagResource.html */
export const tagResource = statesAction({
  input: { resourceArn: ARN, tags: { ...TAGS, required: true } },
  permissions: onMember('states:TagResource', 'resourceArn'),
  run: ({ resourceArn, tags }, store) => {
    const machine = store.mustFindTagged(resourceArn);
    store.saveMachine({ ...machine, tags: { ...machine.tags, ...tagsByKey(tags) } });
    return {};
  },
});

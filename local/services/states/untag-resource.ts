import { onMember } from '../../authorization/permission';
import { statesAction } from './states-action';
import { ARN } from './states-shapes';

/** @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_UntagResource.html */
export const untagResource = statesAction({
  input: {
    resourceArn: ARN,
    tagKeys: { type: 'list', required: true, of: { type: 'string', min: 1, max: 128 } },
  },
  permissions: onMember('states:UntagResource', 'resourceArn'),
  run: ({ resourceArn, tagKeys }, store) => {
    const machine = store.mustFindTagged(resourceArn);
    const kept = Object.entries(machine.tags).filter(([key]) => !tagKeys.includes(key));
    store.saveMachine({ ...machine, tags: Object.fromEntries(kept) });
    return {};
  },
});

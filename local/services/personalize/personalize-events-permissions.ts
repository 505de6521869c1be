import { onAnything, onMember } from '../../authorization/needs';
import type { Permissions } from '../../authorization/permission';

/** What the events API's operations need. */
export const PERSONALIZE_EVENTS_PERMISSIONS: Permissions<unknown> = {
  PutEvents: onAnything('personalize:PutEvents'),
  PutItems: onMember('personalize:PutItems', 'datasetArn'),
  PutUsers: onMember('personalize:PutUsers', 'datasetArn'),
};

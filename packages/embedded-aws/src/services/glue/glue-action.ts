import { passRole, type Need, type Permission } from '../../authorization/permission';
import { actionOf } from '../../gateway/action';
import type { GlueStore } from './glue-store';

/** An operation of Glue. */
export const glueAction = actionOf<GlueStore>();

/**
 * Permission for an action on a job.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsglue.html
 */
export const onJob =
  (action: string): Permission<{ readonly JobName: string }, GlueStore> =>
  ({ JobName }, store) => [{ action, resources: [store.arnOf(JobName)] }];

/** Permission to pass Glue a role. */
export const passToGlue = (role: string): readonly Need[] => passRole(role, 'glue.amazonaws.com');

import { onMember } from '../../authorization/needs';
import { passRole } from '../../authorization/pass-role';
import type { Permission, Permissions } from '../../authorization/permission';
import type { GlueStore } from './glue-store';

const GLUE = 'glue.amazonaws.com';

const onJob =
  (action: string): Permission<GlueStore> =>
  ({ JobName }: { readonly JobName: string }, store) => [{ action, resources: [store.arnOf(JobName)] }];

/**
 * What Glue's operations need.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsglue.html
 */
export const GLUE_PERMISSIONS: Permissions<GlueStore> = {
  BatchStopJobRun: onJob('glue:BatchStopJobRun'),
  CreateJob: (
    { Name, Role, Tags }: { readonly Name: string; readonly Role: string; readonly Tags?: object },
    store,
  ) => {
    const resources = [store.arnOf(Name)];
    return [
      { action: 'glue:CreateJob', resources },
      ...(Tags === undefined ? [] : [{ action: 'glue:TagResource', resources }]),
      ...passRole(Role, GLUE),
    ];
  },
  DeleteJob: onJob('glue:DeleteJob'),
  GetJob: onJob('glue:GetJob'),
  GetJobRun: onJob('glue:GetJobRun'),
  GetJobRuns: onJob('glue:GetJobRuns'),
  GetTags: onMember('glue:GetTags', 'ResourceArn'),
  StartJobRun: onJob('glue:StartJobRun'),
  TagResource: onMember('glue:TagResource', 'ResourceArn'),
  UntagResource: onMember('glue:UntagResource', 'ResourceArn'),
  UpdateJob: (
    { JobName, JobUpdate }: { readonly JobName: string; readonly JobUpdate: { readonly Role: string } },
    store,
  ) => [{ action: 'glue:UpdateJob', resources: [store.arnOf(JobName)] }, ...passRole(JobUpdate.Role, GLUE)],
};

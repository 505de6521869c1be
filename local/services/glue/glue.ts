import { jsonService } from '../../gateway/json-protocol';
import type { ServiceDefinition } from '../service-definition';
import { batchStopJobRun } from './batch-stop-job-run';
import { createJob } from './create-job';
import { deleteJob } from './delete-job';
import { getJob } from './get-job';
import { getJobRun } from './get-job-run';
import { getJobRuns } from './get-job-runs';
import { getTags } from './get-tags';
import { GlueStore } from './glue-store';
import { startJobRun } from './start-job-run';
import { tagResource } from './tag-resource';
import { untagResource } from './untag-resource';
import { updateJob } from './update-job';

/** AWS Glue: jobs that prepare data with the project's own script. */
export const glueDefinition: ServiceDefinition<GlueStore> = {
  scope: 'region',
  createStore: (platform) => new GlueStore(platform),
  apis: {
    glue: jsonService({
      version: '1.1',
      target: 'AWSGlue',
      invalidInput: 'InvalidInputException',
      actions: {
        BatchStopJobRun: batchStopJobRun,
        CreateJob: createJob,
        DeleteJob: deleteJob,
        GetJob: getJob,
        GetJobRun: getJobRun,
        GetJobRuns: getJobRuns,
        GetTags: getTags,
        StartJobRun: startJobRun,
        TagResource: tagResource,
        UntagResource: untagResource,
        UpdateJob: updateJob,
      },
    }),
  },
  inventory: (store) => store.listJobs().map(({ Name }) => ({ type: 'AWS::Glue::Job', id: Name })),
  close: async (store) => store.close(),
};

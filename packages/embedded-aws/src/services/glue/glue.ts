import { onMember } from '../../authorization/permission';
import { tagMap, tagsOfMap } from '../../tags';
import { TAG_KEYS, tagActions } from '../tag-actions';
import { glueAction } from './glue-action';
import { TAGS } from './glue-shapes';
import { jsonService } from '../../gateway/json-protocol';
import { messageKey } from '../../gateway/message-key';
import type { ServiceDefinition } from '../service-definition';
import { batchStopJobRun, getJobRun, getJobRuns, startJobRun } from './job-runs';
import { createJob, deleteJob, getJob, updateJob } from './jobs';
import { GlueStore } from './glue-store';

/** @see https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-tags.html */
const TAG_ACTIONS = tagActions(glueAction, {
  operations: { tag: 'TagResource', untag: 'UntagResource', list: 'GetTags' },
  resource: { ResourceArn: { type: 'string', required: true, max: 10_240 } },
  permission: (operation) => onMember(`glue:${operation}`, 'ResourceArn'),
  tags: { TagsToAdd: { ...TAGS, required: true } },
  keys: { TagsToRemove: { ...TAG_KEYS, max: 50 } },
  listed: 'Tags',
  form: 'map',
  answer: {},
  get: ({ ResourceArn }, store) => tagsOfMap(store.tagsOf(ResourceArn)),
  set: ({ ResourceArn }, tags, store) => store.saveTags(ResourceArn, tagMap(tags)),
});

/** AWS Glue: data preparation jobs, with the caller's script. */
export const glueDefinition: ServiceDefinition<GlueStore> = {
  scope: 'region',
  createStore: (platform) => new GlueStore(platform),
  apis: {
    glue: jsonService({
      messageKey: messageKey('Message'),
      version: '1.1',
      target: 'AWSGlue',
      invalidInput: 'InvalidInputException',
      actions: {
        ...TAG_ACTIONS,
        BatchStopJobRun: batchStopJobRun,
        CreateJob: createJob,
        DeleteJob: deleteJob,
        GetJob: getJob,
        GetJobRun: getJobRun,
        GetJobRuns: getJobRuns,
        StartJobRun: startJobRun,
        UpdateJob: updateJob,
      },
    }),
  },
  inventory: (store) => store.listJobs().map(({ Name }) => ({ type: 'AWS::Glue::Job', id: Name })),
  close: async (store) => store.close(),
};

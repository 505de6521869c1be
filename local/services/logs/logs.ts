import { jsonService } from '../../gateway/json-protocol';
import type { ServiceDefinition } from '../service-definition';
import { createLogGroup } from './create-log-group';
import { createLogStream } from './create-log-stream';
import { deleteLogGroup } from './delete-log-group';
import { deleteLogStream } from './delete-log-stream';
import { deleteRetentionPolicy } from './delete-retention-policy';
import { describeLogGroups } from './describe-log-groups';
import { describeLogStreams } from './describe-log-streams';
import { filterLogEvents } from './filter-log-events';
import { getLogEvents } from './get-log-events';
import { listTagsForResource } from './list-tags-for-resource';
import { LogsStore } from './logs-store';
import { putLogEvents } from './put-log-events';
import { putRetentionPolicy } from './put-retention-policy';
import { tagResource } from './tag-resource';
import { untagResource } from './untag-resource';

/** Amazon CloudWatch Logs. */
export const logsDefinition: ServiceDefinition<LogsStore> = {
  scope: 'region',
  createStore: (platform) => new LogsStore(platform),
  apis: {
    logs: jsonService({
      version: '1.1',
      target: 'Logs_20140328',
      invalidInput: 'InvalidParameterException',
      // A batch of 1 MiB, of which any character may be written as \uXXXX, and the members around the messages.
      maxBodyBytes: { PutLogEvents: 8 * 1024 * 1024 },
      actions: {
        CreateLogGroup: createLogGroup,
        CreateLogStream: createLogStream,
        DeleteLogGroup: deleteLogGroup,
        DeleteLogStream: deleteLogStream,
        DeleteRetentionPolicy: deleteRetentionPolicy,
        DescribeLogGroups: describeLogGroups,
        DescribeLogStreams: describeLogStreams,
        FilterLogEvents: filterLogEvents,
        GetLogEvents: getLogEvents,
        ListTagsForResource: listTagsForResource,
        PutLogEvents: putLogEvents,
        PutRetentionPolicy: putRetentionPolicy,
        TagResource: tagResource,
        UntagResource: untagResource,
      },
    }),
  },
  inventory: (store) => store.list().map(({ name }) => ({ type: 'AWS::Logs::LogGroup', id: name })),
};

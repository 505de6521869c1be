import { onMember } from '../../authorization/permission';
import { tagMap, tagsOfMap } from '../../tags';
import { tagActions } from '../tag-actions';
import { logsAction } from './logs-action';
import { TAG_KEYS, TAGGED_RESOURCE, TAGS } from './logs-shapes';
import { AwsError } from '../../aws-error';
import { jsonService } from '../../gateway/json-protocol';
import type { ServiceDefinition } from '../service-definition';
import {
  createLogGroup,
  deleteLogGroup,
  deleteRetentionPolicy,
  describeLogGroups,
  putRetentionPolicy,
} from './log-groups';
import { createLogDelivery } from './log-delivery';
import { createLogStream, describeLogStreams } from './log-streams';
import { associateKmsKey, disassociateKmsKey } from './log-group-key';
import { filterLogEvents } from './filter-log-events';
import { getLogEvents } from './get-log-events';
import { LogsStore } from './logs-store';
import { deleteMetricFilter, describeMetricFilters, putMetricFilter } from './metric-filters';
import { putLogEvents } from './put-log-events';
import {
  deleteSubscriptionFilter,
  describeSubscriptionFilters,
  putSubscriptionFilter,
} from './subscription-filters';

/** @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_TagResource.html */
const TAG_ACTIONS = tagActions(logsAction, {
  resource: TAGGED_RESOURCE,
  permission: (operation) => onMember(`logs:${operation}`, 'resourceArn'),
  tags: { tags: { ...TAGS, required: true } },
  keys: { tagKeys: { ...TAG_KEYS, required: true } },
  form: 'map',
  answer: undefined,
  get: ({ resourceArn }, store) => tagsOfMap(store.mustGet(resourceArn).tags),
  set: ({ resourceArn }, tags, store) => {
    if (tags.length > TAGS.max)
      throw new AwsError('TooManyTagsException', `A log group has at most ${TAGS.max} tags`);
    store.put({ ...store.mustGet(resourceArn), tags: tagMap(tags) });
  },
});

/** Amazon CloudWatch Logs. */
export const logsDefinition: ServiceDefinition<LogsStore> = {
  scope: 'region',
  createStore: (platform) => new LogsStore(platform),
  apis: {
    logs: jsonService({
      version: '1.1',
      target: 'Logs_20140328',
      invalidInput: 'InvalidParameterException',
      // A batch of 1 MiB, all characters possibly escaped as \uXXXX, plus the members around the messages.
      maxBodyBytes: { PutLogEvents: 8 * 1024 * 1024 },
      actions: {
        ...TAG_ACTIONS,
        AssociateKmsKey: associateKmsKey,
        CreateLogDelivery: createLogDelivery,
        CreateLogGroup: createLogGroup,
        CreateLogStream: createLogStream,
        DeleteLogGroup: deleteLogGroup,
        DeleteMetricFilter: deleteMetricFilter,
        DeleteRetentionPolicy: deleteRetentionPolicy,
        DeleteSubscriptionFilter: deleteSubscriptionFilter,
        DescribeLogGroups: describeLogGroups,
        DescribeLogStreams: describeLogStreams,
        DescribeMetricFilters: describeMetricFilters,
        DescribeSubscriptionFilters: describeSubscriptionFilters,
        DisassociateKmsKey: disassociateKmsKey,
        FilterLogEvents: filterLogEvents,
        GetLogEvents: getLogEvents,
        PutLogEvents: putLogEvents,
        PutMetricFilter: putMetricFilter,
        PutRetentionPolicy: putRetentionPolicy,
        PutSubscriptionFilter: putSubscriptionFilter,
      },
    }),
  },
  inventory: (store) =>
    store
      .list()
      .flatMap(({ name, metricFilters, subscriptionFilters }) => [
        { type: 'AWS::Logs::LogGroup', id: name },
        ...[...metricFilters.keys()].map((id) => ({ type: 'AWS::Logs::MetricFilter', id })),
        ...[...subscriptionFilters.keys()].map((id) => ({ type: 'AWS::Logs::SubscriptionFilter', id })),
      ]),
};

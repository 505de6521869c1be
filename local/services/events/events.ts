import { jsonService } from '../../gateway/json-protocol';
import type { ServiceDefinition } from '../service-definition';
import { deleteRule } from './delete-rule';
import { describeRule } from './describe-rule';
import { disableRule } from './disable-rule';
import { enableRule } from './enable-rule';
import { EventsStore } from './events-store';
import { listRuleNamesByTarget } from './list-rule-names-by-target';
import { listRules } from './list-rules';
import { listTagsForResource } from './list-tags-for-resource';
import { listTargetsByRule } from './list-targets-by-rule';
import { putEvents } from './put-events';
import { putRule } from './put-rule';
import { putTargets } from './put-targets';
import { removeTargets } from './remove-targets';
import { tagResource } from './tag-resource';
import { testEventPattern } from './test-event-pattern';
import { untagResource } from './untag-resource';

/** Amazon EventBridge: rules of the default event bus. */
export const eventsDefinition: ServiceDefinition<EventsStore> = {
  scope: 'region',
  createStore: (platform) => new EventsStore(platform),
  apis: {
    events: jsonService({
      version: '1.1',
      target: 'AWSEvents',
      // Entries of 1 MB: what they hold is JSON, which JSON holds as a string with a backslash before each quote.
      maxBodyBytes: { PutEvents: 2 * 1024 * 1024 },
      actions: {
        DeleteRule: deleteRule,
        DescribeRule: describeRule,
        DisableRule: disableRule,
        EnableRule: enableRule,
        ListRuleNamesByTarget: listRuleNamesByTarget,
        ListRules: listRules,
        ListTagsForResource: listTagsForResource,
        ListTargetsByRule: listTargetsByRule,
        PutEvents: putEvents,
        PutRule: putRule,
        PutTargets: putTargets,
        RemoveTargets: removeTargets,
        TagResource: tagResource,
        TestEventPattern: testEventPattern,
        UntagResource: untagResource,
      },
    }),
  },
  inventory: (store) => store.list().map(({ arn }) => ({ type: 'AWS::Events::Rule', id: arn })),
  close: async (store) => store.close(),
};

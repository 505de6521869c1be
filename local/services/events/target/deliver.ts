import { serviceCaller } from '../../../authorization/principal';
import type { AwsEvent } from '../../../aws-event';
import type { Platform } from '../../../platform';
import type { Rule } from '../rule';
import type { Target } from './target';
import { targetInput } from './target-input';
import { targetKindOf } from './target-kinds';

const EVENTS = 'events.amazonaws.com';

/** Calls a target of a rule for an event. @throws AwsError */
export async function deliver(
  target: Target,
  rule: Rule,
  event: AwsEvent,
  platform: Platform,
): Promise<void> {
  const { Arn, RoleArn: roleArn } = target;
  const kind = targetKindOf(Arn);
  const by = { service: EVENTS, sourceArn: rule.arn };
  const caller =
    kind.needsRole && roleArn !== undefined
      ? platform.assume({ roleArn, sessionName: rule.name, by })
      : serviceCaller(EVENTS, rule.arn);
  await kind.call(platform.as(caller), Arn, targetInput(target, event, rule));
}

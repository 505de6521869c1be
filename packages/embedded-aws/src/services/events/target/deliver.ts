import { serviceCaller } from '../../../authorization/principal';
import type { AwsEvent } from '../../../aws-event';
import type { Platform } from '../../../platform';
import type { Rule } from '../rule';
import { readEventPath } from './event-path';
import type { Target } from './target';
import { targetKindOf } from './target-kinds';

const EVENTS = 'events.amazonaws.com';

/** Calls a rule's target with an event. @throws AwsError */
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

/** Input of a target: the event, a part of it, or a transformation. JSON or plain text. */
function targetInput(target: Target, event: AwsEvent, rule: { name: string; arn: string }): string {
  const { Input, InputPath, InputTransformer } = target;
  if (Input !== undefined) return Input;
  if (InputPath !== undefined) return JSON.stringify(readEventPath(InputPath, event) ?? null);
  if (!InputTransformer) return JSON.stringify(event);
  const { InputPathsMap = {}, InputTemplate } = InputTransformer;
  return fillTemplate(InputTemplate, {
    ...Object.fromEntries(
      Object.entries(InputPathsMap).map(([name, path]) => [name, readEventPath(path, event)]),
    ),
    'aws.events.rule-arn': rule.arn,
    'aws.events.rule-name': rule.name,
    // Omits the detail: JSON drops undefined members.
    'aws.events.event': { ...event, detail: undefined },
    'aws.events.event.json': event,
    'aws.events.event.ingestion-time': event.time,
  });
}

/**
 * Substitutes `<name>`: as JSON, or as text within a string of the template. A missing value is empty.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 */
function fillTemplate(template: string, values: Readonly<Record<string, unknown>>): string {
  let isInString = false;
  // An escape, a quote, or a placeholder.
  return template.replace(/\\[^]|"|<([\w.-]+)>/g, (found, name: string | undefined) => {
    if (found === '"') isInString = !isInString;
    if (name === undefined || !Object.hasOwn(values, name)) return found;
    const value = values[name] ?? '';
    if (!isInString) return JSON.stringify(value);
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return JSON.stringify(text).slice(1, -1);
  });
}

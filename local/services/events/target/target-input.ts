import type { AwsEvent } from '../../../aws-event';
import { fillTemplate } from './fill-template';
import { readEventPath } from './event-path';
import type { Target } from './target';

/** What a target gets for an event: as it came, a part of it, or something made of it. JSON text, or plain text. */
export function targetInput(target: Target, event: AwsEvent, rule: { name: string; arn: string }): string {
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
    // Without its detail: JSON has no undefined members.
    'aws.events.event': { ...event, detail: undefined },
    'aws.events.event.json': event,
    'aws.events.event.ingestion-time': event.time,
  });
}

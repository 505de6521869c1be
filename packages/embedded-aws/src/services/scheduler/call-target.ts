import { AwsError } from '../../aws-error';
import { isoSeconds } from '../../aws-event';
import { assumeOr, type Platform, type Session } from '../../platform';
import { targetKindOf } from '../events/target/target-kinds';
import type { ScheduleEntry } from './scheduler-shapes';

/** Calls the target of a schedule as its role. @throws AwsError */
export async function callTarget(entry: ScheduleEntry, atMs: number, platform: Platform): Promise<void> {
  const { Arn, RoleArn } = entry.Target;
  const session = assumeScheduleRole(RoleArn, platform);
  await targetKindOf(Arn).call(platform.as(session), Arn, inputOf(entry, atMs, platform));
}

/**
 * Starts a session of a schedule's role. aws:SourceArn is the group's: trust policies cannot name the
 * schedule.
 *
 * @throws AwsError `ValidationException`
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html
 */
export function assumeScheduleRole(roleArn: string, platform: Platform): Session {
  const sourceArn = `arn:aws:scheduler:${platform.region}:${platform.accountId}:schedule-group/default`;
  const by = { service: 'scheduler.amazonaws.com', sourceArn };
  const refusal = (): AwsError =>
    new AwsError(
      'ValidationException',
      'The execution role you provide must allow AWS EventBridge Scheduler to assume the role.',
    );
  return assumeOr(refusal, { roleArn, sessionName: 'scheduler', by }, platform);
}

/** The given input with context attributes substituted, or a notification. */
function inputOf({ arn, Target }: ScheduleEntry, atMs: number, platform: Platform): string {
  const time = isoSeconds(atMs);
  const id = platform.newId();
  if (Target.Input === undefined)
    return JSON.stringify({
      version: '0',
      id,
      'detail-type': 'Scheduled Event',
      source: 'aws.scheduler',
      account: platform.accountId,
      time,
      region: platform.region,
      resources: [arn],
      detail: '{}',
    });
  const attributes: Readonly<Record<string, string>> = {
    'schedule-arn': arn,
    'scheduled-time': time,
    'execution-id': id,
    'attempt-number': '1',
  };
  return Target.Input.replace(
    /<aws\.scheduler\.([a-z-]+)>/g,
    (found, name: string) => attributes[name] ?? found,
  );
}

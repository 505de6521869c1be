import type { ValueOf } from '../../gateway/shape';
import type { Platform } from '../../platform';
import { targetKindOf } from '../events/target/target-kinds';
import { assumeScheduleRole } from './call-target';
import type { SCHEDULE_TARGET } from './scheduler-shapes';

/** @throws AwsError `ValidationException` for what cannot be called, and for a role that does not trust Scheduler */
export function checkTarget({ Arn, RoleArn }: ValueOf<typeof SCHEDULE_TARGET>, platform: Platform): void {
  targetKindOf(Arn);
  assumeScheduleRole(RoleArn, platform);
}

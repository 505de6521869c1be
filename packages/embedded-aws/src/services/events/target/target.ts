import type { Shape, ValueOf } from '../../../gateway/shape';
import { ROLE_ARN, TARGET_ID } from '../events-shapes';

/** A rule's target and its input. */
export const TARGET = {
  type: 'structure',
  fields: {
    Id: TARGET_ID,
    Arn: { type: 'string', required: true, min: 1, max: 1600 },
    RoleArn: ROLE_ARN,
    Input: { type: 'string', max: 8192 },
    InputPath: { type: 'string', max: 256 },
    InputTransformer: {
      type: 'structure',
      fields: {
        InputPathsMap: { type: 'map', max: 100, of: { type: 'string', max: 256 } },
        InputTemplate: { type: 'string', required: true, min: 1, max: 8192 },
      },
    },
    // No retries: AWS does not retry the failures that occur here, either.
    RetryPolicy: {
      type: 'structure',
      fields: {
        MaximumRetryAttempts: { type: 'integer', min: 0, max: 185 },
        MaximumEventAgeInSeconds: { type: 'integer', min: 60, max: 86_400 },
      },
    },
  },
} as const satisfies Shape;

/** A target in PutTargets. */
export type Target = ValueOf<typeof TARGET>;

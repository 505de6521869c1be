import { TAG_LIST } from '../../../tags';
import type { Fields } from '../../../gateway/shape';

/** Name of a new stack. */
export const NEW_STACK_NAME = {
  type: 'string',
  required: true,
  min: 1,
  max: 128,
  pattern: /[a-zA-Z][-a-zA-Z0-9]*/,
} as const;

/** Name or ARN of a stack. */
export const STACK_REFERENCE = { type: 'string', required: true, min: 1 } as const;

/** Accepted for AWS's idempotent retries; here a request arrives once. */
export const CLIENT_REQUEST_TOKEN = { type: 'string', min: 1, max: 128 } as const;

/** Template source. */
export const TEMPLATE_FIELDS = {
  TemplateBody: { type: 'string', min: 1, max: 51_200 },
  TemplateURL: { type: 'string', min: 1, max: 5120 },
} as const satisfies Fields;

/** Role for CloudFormation to work with. */
export const ROLE_ARN = { type: 'string', min: 20, max: 2048 } as const;

const NONE = { type: 'list', of: { type: 'string' }, max: 0 } as const;

/** Common input of CreateStack, UpdateStack and CreateChangeSet. */
export const DEPLOYMENT_FIELDS = {
  ...TEMPLATE_FIELDS,
  Parameters: {
    type: 'list',
    of: {
      type: 'structure',
      fields: {
        ParameterKey: { type: 'string', required: true },
        ParameterValue: { type: 'string' },
        UsePreviousValue: { type: 'boolean' },
        // Clients may copy it from DescribeStacks; CloudFormation recomputes it.
        ResolvedValue: { type: 'string' },
      },
    },
  },
  Capabilities: {
    type: 'list',
    of: { type: 'string', enum: ['CAPABILITY_IAM', 'CAPABILITY_NAMED_IAM', 'CAPABILITY_AUTO_EXPAND'] },
  },
  RoleARN: ROLE_ARN,
  Tags: TAG_LIST,
  // SNS notifications are not supported.
  NotificationARNs: NONE,
  // CloudWatch alarms are not watched: only an empty configuration is allowed.
  RollbackConfiguration: { type: 'structure', fields: { RollbackTriggers: NONE } },
  // EXPRESS, which does not wait for stable resources, is not supported.
  DeploymentConfig: {
    type: 'structure',
    fields: { Mode: { type: 'string', subset: ['STANDARD'] }, DisableRollback: { type: 'boolean' } },
  },
} as const satisfies Fields;

import { TAG_LIST } from '../../../tags';
import type { Fields } from '../../../gateway/shape';

/** Name of a stack that is to be. */
export const NEW_STACK_NAME = {
  type: 'string',
  required: true,
  min: 1,
  max: 128,
  pattern: /[a-zA-Z][-a-zA-Z0-9]*/,
} as const;

/** Name or ARN of a stack. */
export const STACK_REFERENCE = { type: 'string', required: true, min: 1 } as const;

/** Accepted for its retries on AWS; here a request arrives once. */
export const CLIENT_REQUEST_TOKEN = { type: 'string', min: 1, max: 128 } as const;

/** Where a template comes from. */
export const TEMPLATE_FIELDS = {
  TemplateBody: { type: 'string', min: 1, max: 51_200 },
  TemplateURL: { type: 'string', min: 1, max: 5120 },
} as const satisfies Fields;

/** Role for CloudFormation to work with. */
export const ROLE_ARN = { type: 'string', min: 20, max: 2048 } as const;

const NONE = { type: 'list', of: { type: 'string' }, max: 0 } as const;

/** What CreateStack, UpdateStack and CreateChangeSet say about the stack that is to be. */
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
        // A client that copies what DescribeStacks gives sends it; CloudFormation works it out anew.
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
  // There is no SNS to notify.
  NotificationARNs: NONE,
  // There are no CloudWatch alarms to watch: an empty configuration is all there can be.
  RollbackConfiguration: { type: 'structure', fields: { RollbackTriggers: NONE } },
  // EXPRESS, which does not wait until resources are stable, the embedded AWS does not have.
  DeploymentConfig: {
    type: 'structure',
    fields: { Mode: { type: 'string', subset: ['STANDARD'] }, DisableRollback: { type: 'boolean' } },
  },
} as const satisfies Fields;

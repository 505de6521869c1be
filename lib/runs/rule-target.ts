import { Aws } from 'aws-cdk-lib';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';

/**
 * Starts a state machine as the target of a rule, with a role that EventBridge assumes for rules of this account only (confused
 * deputy). It has the id of CDK's own role, which lacks that condition.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/cross-service-confused-deputy-prevention.html
 */
export const startOf = (
  stateMachine: StateMachine,
  options?: Omit<targets.SfnStateMachineProps, 'role'>,
): targets.SfnStateMachine =>
  new targets.SfnStateMachine(stateMachine, {
    ...options,
    role: new iam.Role(stateMachine, 'EventsRole', {
      assumedBy: new iam.ServicePrincipal('events.amazonaws.com', {
        conditions: {
          StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
          ArnLike: {
            'aws:SourceArn': `arn:${Aws.PARTITION}:events:${Aws.REGION}:${Aws.ACCOUNT_ID}:rule/*`,
          },
        },
      }),
    }),
  });

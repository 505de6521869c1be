import { Aws } from 'aws-cdk-lib';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as iam from 'aws-cdk-lib/aws-iam';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';

/**
 * A rule target that starts a state machine. Its role can be assumed only by EventBridge for rules of this account
 * (confused deputy). It has the id of CDK's own role, which lacks that condition.
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

import { AwsError } from '../../aws-error';
import { assumeRole } from './assume-role';
import { parseDefinition } from './language/parse-definition';
import { passToStates, statesAction } from './states-action';
import { ARN, DEFINITION, LOGGING_CONFIGURATION, ROLE_ARN } from './states-shapes';
import { refuseDeleting } from './states-store';

/**
 * Executions that run go on as they were started.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_UpdateStateMachine.html
 */
export const updateStateMachine = statesAction({
  input: {
    stateMachineArn: ARN,
    definition: DEFINITION,
    roleArn: ROLE_ARN,
    loggingConfiguration: LOGGING_CONFIGURATION,
  },
  permissions: ({ stateMachineArn, roleArn }) => [
    { action: 'states:UpdateStateMachine', resources: [stateMachineArn] },
    ...passToStates(roleArn),
  ],
  run: ({ stateMachineArn, definition, roleArn, loggingConfiguration }, store) => {
    const machine = store.mustFindMachine(stateMachineArn);
    refuseDeleting(machine);
    if (definition === undefined && roleArn === undefined && loggingConfiguration === undefined)
      throw new AwsError(
        'MissingRequiredParameter',
        'Either the definition, the role ARN or the LoggingConfiguration must be specified',
      );
    const { platform } = store;
    if (roleArn !== undefined) assumeRole(roleArn, { ...machine, executionName: machine.name }, platform);
    const { updateDate, revisionId } = store.saveMachine({
      ...machine,
      ...(definition !== undefined && { definition, parsed: parseDefinition(definition) }),
      ...(roleArn !== undefined && { roleArn }),
      revisionId: platform.newId(),
      updateDate: platform.clock.now() / 1_000,
    });
    return { updateDate, revisionId };
  },
});

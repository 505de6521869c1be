import { AwsError } from '../../aws-error';
import { assumeRole } from './assume-role';
import { checkName } from './check-name';
import { parseDefinition } from './language/parse-definition';
import { passToStates, statesAction } from './states-action';
import { refuseDeleting } from './states-store';
import { DEFINITION, LOGGING_CONFIGURATION, NAME, ROLE_ARN, TAGS } from './states-shapes';
import { tagsByKey } from './tags-by-key';

/**
 * Gives the state machine that there is where name and definition are the same.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html
 */
export const createStateMachine = statesAction({
  input: {
    name: { ...NAME, required: true },
    definition: { ...DEFINITION, required: true },
    roleArn: { ...ROLE_ARN, required: true },
    type: { type: 'string', enum: ['STANDARD'] },
    loggingConfiguration: LOGGING_CONFIGURATION,
    tags: TAGS,
  },
  permissions: ({ name, roleArn, tags = [] }, store) => {
    const resources = [store.arnOf('stateMachine', name)];
    return [
      { action: 'states:CreateStateMachine', resources },
      ...(tags.length > 0 ? [{ action: 'states:TagResource', resources }] : []),
      ...passToStates(roleArn),
    ];
  },
  run: ({ name, definition, roleArn, tags = [] }, store) => {
    checkName(name);
    const parsed = parseDefinition(definition);
    const stateMachineArn = store.arnOf('stateMachine', name);
    assumeRole(roleArn, { stateMachineArn, executionName: name }, store.platform);
    const existing = store.findMachine(stateMachineArn);
    if (existing) refuseDeleting(existing);
    if (existing && existing.definition !== definition)
      throw new AwsError('StateMachineAlreadyExists', `State Machine Already Exists: '${stateMachineArn}'`);
    const now = store.platform.clock.now() / 1_000;
    const machine =
      existing ??
      store.saveMachine({
        stateMachineArn,
        name,
        status: 'ACTIVE',
        definition,
        parsed,
        roleArn,
        revisionId: store.platform.newId(),
        creationDate: now,
        updateDate: now,
        tags: tagsByKey(tags),
      });
    return { stateMachineArn, creationDate: machine.creationDate };
  },
});

import { onMember, onAnything } from '../../authorization/permission';
import { AwsError } from '../../aws-error';
import { pageOf } from '../../gateway/page';
import { assumeRole } from './assume-role';
import { parseDefinition } from './language/parse-definition';
import { configureLogging, LOGGING_CONFIGURATION } from './logging-configuration';
import { tagsByKey } from './state-machine';
import { passToStates, statesAction } from './states-action';
import {
  DEFINITION,
  NAME,
  ROLE_ARN,
  TAGS,
  ARN,
  PAGE,
  PAGE_SIZE,
  TRACING_CONFIGURATION,
} from './states-shapes';
import { refuseDeleting } from './states-store';

const FORBIDDEN = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}]/u;

/** @throws AwsError `InvalidName` for forbidden characters */
export function checkName(name: string): void {
  if (FORBIDDEN.test(name))
    throw new AwsError(
      'InvalidName',
      `Invalid Name: '${name}': it must not hold white space or any of <>{}[]?*"#%\\^|~\`$&,;:/`,
    );
}

/**
 * Idempotent: returns an existing machine with the same name and definition.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html
 */
export const createStateMachine = statesAction({
  input: {
    name: { ...NAME, required: true },
    definition: { ...DEFINITION, required: true },
    roleArn: { ...ROLE_ARN, required: true },
    type: { type: 'string', subset: ['STANDARD'] },
    loggingConfiguration: LOGGING_CONFIGURATION,
    tracingConfiguration: TRACING_CONFIGURATION,
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
  run: async (input, store) => {
    const { name, definition, roleArn, loggingConfiguration = {}, tracingConfiguration, tags = [] } = input;
    checkName(name);
    const parsed = parseDefinition(definition);
    const stateMachineArn = store.arnOf('stateMachine', name);
    assumeRole(roleArn, { stateMachineArn, executionName: name }, store.platform);
    const user = { roleArn, stateMachineArn, name };
    const logging = await configureLogging(loggingConfiguration, user, store.platform);
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
        logging,
        isTraced: tracingConfiguration?.enabled ?? false,
        revisionId: store.platform.newId(),
        creationDate: now,
        updateDate: now,
        tags: tagsByKey(tags),
      });
    return { stateMachineArn, creationDate: machine.creationDate };
  },
});

/**
 * Does not affect running executions.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_UpdateStateMachine.html
 */
export const updateStateMachine = statesAction({
  input: {
    stateMachineArn: ARN,
    definition: DEFINITION,
    roleArn: ROLE_ARN,
    loggingConfiguration: LOGGING_CONFIGURATION,
    tracingConfiguration: TRACING_CONFIGURATION,
  },
  permissions: ({ stateMachineArn, roleArn }) => [
    { action: 'states:UpdateStateMachine', resources: [stateMachineArn] },
    ...passToStates(roleArn),
  ],
  run: async ({ stateMachineArn, ...changes }, store) => {
    const { definition, roleArn, loggingConfiguration, tracingConfiguration } = changes;
    const machine = store.mustFindMachine(stateMachineArn);
    refuseDeleting(machine);
    if (Object.values(changes).every((change) => change === undefined))
      throw new AwsError(
        'MissingRequiredParameter',
        'Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified',
      );
    const { platform } = store;
    if (roleArn !== undefined) assumeRole(roleArn, { ...machine, executionName: machine.name }, platform);
    const parsed = definition === undefined ? machine.parsed : parseDefinition(definition);
    const user = { ...machine, roleArn: roleArn ?? machine.roleArn };
    const logging = loggingConfiguration && (await configureLogging(loggingConfiguration, user, platform));
    const { updateDate, revisionId } = store.saveMachine({
      ...store.mustFindMachine(stateMachineArn),
      ...(definition !== undefined && { definition, parsed }),
      ...(roleArn !== undefined && { roleArn }),
      ...(logging && { logging }),
      ...(tracingConfiguration && { isTraced: tracingConfiguration.enabled ?? false }),
      revisionId: platform.newId(),
      updateDate: platform.clock.now() / 1_000,
    });
    return { updateDate, revisionId };
  },
});

/** @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeStateMachine.html */
export const describeStateMachine = statesAction({
  input: {
    stateMachineArn: ARN,
    // Only matters with customer managed keys.
    includedData: { type: 'string', subset: ['ALL_DATA'] },
  },
  permissions: onMember('states:DescribeStateMachine', 'stateMachineArn'),
  run: ({ stateMachineArn }, store) => {
    const { name, status, definition, roleArn, logging, isTraced, creationDate, revisionId } =
      store.mustFindMachine(stateMachineArn);
    return {
      stateMachineArn,
      name,
      status,
      definition,
      roleArn,
      type: 'STANDARD',
      creationDate,
      loggingConfiguration: logging,
      tracingConfiguration: { enabled: isTraced },
      revisionId,
    };
  },
});

/** @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_ListStateMachines.html */
export const listStateMachines = statesAction({
  input: PAGE,
  permissions: onAnything('states:ListStateMachines'),
  run: ({ maxResults, nextToken: token }, store) => {
    const { items, nextToken } = pageOf(
      store.listMachines(),
      ({ stateMachineArn }) => stateMachineArn,
      { size: maxResults || PAGE_SIZE, token },
      'InvalidToken',
    );
    const stateMachines = items.map(({ stateMachineArn, name, creationDate }) => ({
      stateMachineArn,
      name,
      type: 'STANDARD',
      creationDate,
    }));
    return { stateMachines, nextToken };
  },
});

/**
 * Idempotent. Running executions end at their next transition.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_DeleteStateMachine.html
 */
export const deleteStateMachine = statesAction({
  input: { stateMachineArn: ARN },
  permissions: onMember('states:DeleteStateMachine', 'stateMachineArn'),
  run: ({ stateMachineArn }, store) => {
    store.removeMachine(stateMachineArn);
    return {};
  },
});

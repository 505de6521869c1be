import { TAG_LIST } from '../../../tags';
import type { InputOf } from '../../../gateway/shape';
import { resourceType, ResourceError } from './resource-type';
import { tagChanges } from './template-properties';
import { isGone, unlessGone } from './unless-gone';

const PROPERTIES = {
  StateMachineName: { type: 'string', max: 80 },
  StateMachineType: { type: 'string', subset: ['STANDARD'] },
  DefinitionString: { type: 'string' },
  Definition: { type: 'any' },
  DefinitionSubstitutions: { type: 'map', of: { type: 'string' } },
  LoggingConfiguration: {
    type: 'structure',
    fields: {
      Level: { type: 'string' },
      IncludeExecutionData: { type: 'boolean' },
      Destinations: {
        type: 'list',
        of: {
          type: 'structure',
          fields: {
            CloudWatchLogsLogGroup: { type: 'structure', fields: { LogGroupArn: { type: 'string' } } },
          },
        },
      },
    },
  },
  RoleArn: { type: 'string', required: true },
  TracingConfiguration: { type: 'structure', fields: { Enabled: { type: 'boolean' } } },
  Tags: TAG_LIST,
} as const;

type StateMachineProperties = InputOf<typeof PROPERTIES>;

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-stepfunctions-statemachine.html */
export const stepFunctionsStateMachine = resourceType({
  properties: PROPERTIES,
  createOnly: ['StateMachineName', 'StateMachineType'],
  create: async (properties, { aws, newName }) => {
    const name = properties.StateMachineName ?? newName({ maxLength: 80 });
    const { StateMachineType: type, RoleArn: roleArn, Tags } = properties;
    const { stateMachineArn } = await aws<{ stateMachineArn: string }>('states', 'CreateStateMachine', {
      name,
      definition: definitionOf(properties),
      roleArn,
      ...observationOf(properties),
      ...(type && { type }),
      ...(Tags && { tags: Tags.map(({ Key: key, Value: value }) => ({ key, value })) }),
    });
    return { physicalId: stateMachineArn, attributes: { Arn: stateMachineArn, Name: name } };
  },
  update: async (properties, { aws, physicalId: stateMachineArn, previous }) => {
    await aws('states', 'UpdateStateMachine', {
      stateMachineArn,
      definition: definitionOf(properties),
      roleArn: properties.RoleArn,
      loggingConfiguration: { level: 'OFF' },
      tracingConfiguration: { enabled: false },
      ...observationOf(properties),
    });
    const { added, removedKeys } = tagChanges(previous.Tags, properties.Tags);
    if (removedKeys.length > 0)
      await aws('states', 'UntagResource', { resourceArn: stateMachineArn, tagKeys: removedKeys });
    if (added.length > 0)
      await aws('states', 'TagResource', {
        resourceArn: stateMachineArn,
        tags: added.map(({ Key: key, Value: value }) => ({ key, value })),
      });
  },
  remove: async (stateMachineArn, { aws, platform, signal }) => {
    await unlessGone(aws('states', 'DeleteStateMachine', { stateMachineArn }));
    // Running executions keep it until their next transition.
    for (;;) {
      const { version } = platform.changes;
      if (await isGone(aws('states', 'DescribeStateMachine', { stateMachineArn }))) return;
      await platform.changes.after(version, signal);
      if (signal.aborted) throw new ResourceError('Resource operation cancelled');
    }
  },
});

/** Converts logging and tracing to Step Functions' input. */
function observationOf({
  LoggingConfiguration: logging,
  TracingConfiguration,
}: StateMachineProperties): object {
  const destinations = logging?.Destinations?.map(({ CloudWatchLogsLogGroup: group }) => ({
    cloudWatchLogsLogGroup: { logGroupArn: group?.LogGroupArn },
  }));
  return {
    ...(logging && {
      loggingConfiguration: {
        ...(logging.Level !== undefined && { level: logging.Level }),
        ...(logging.IncludeExecutionData !== undefined && {
          includeExecutionData: logging.IncludeExecutionData,
        }),
        ...(destinations && { destinations }),
      },
    }),
    ...(TracingConfiguration && { tracingConfiguration: { enabled: TracingConfiguration.Enabled ?? false } }),
  };
}

function definitionOf({
  DefinitionString,
  Definition,
  DefinitionSubstitutions = {},
}: StateMachineProperties): string {
  if ((DefinitionString === undefined) === (Definition === undefined))
    throw new ResourceError('Exactly one of DefinitionString and Definition must be specified');
  const text = DefinitionString ?? JSON.stringify(Definition);
  return text.replace(
    /\$\{([^{}]+)\}/g,
    (placeholder, name: string) => DefinitionSubstitutions[name] ?? placeholder,
  );
}

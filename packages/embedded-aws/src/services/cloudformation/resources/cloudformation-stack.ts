import { AwsError } from '../../../aws-error';
import type { Fields, InputOf } from '../../../gateway/shape';
import { TAG_LIST } from '../../../tags';
import { ResourceError, resourceType, type ResourceContext } from './resource-type';

const PROPERTIES = {
  // Notifications are not supported.
  NotificationARNs: { type: 'list', of: { type: 'string' }, max: 0 },
  Parameters: { type: 'map', of: { type: 'string' } },
  Tags: TAG_LIST,
  TemplateURL: { type: 'string', required: true },
  TimeoutInMinutes: { type: 'integer', min: 1 },
} as const satisfies Fields;

type NestedStack = InputOf<typeof PROPERTIES>;

interface StackDescription {
  readonly StackStatus: string;
  readonly StackStatusReason?: string;
  readonly Outputs: readonly { readonly OutputKey: string; readonly OutputValue: string }[];
}

/** Waits until a stack has settled, checking at each change in the account. */
async function settled(
  StackName: string,
  { aws, platform }: ResourceContext,
  onAbort?: { readonly signal: AbortSignal; readonly cancel: () => Promise<unknown> },
): Promise<StackDescription> {
  let isCancelled = false;
  for (;;) {
    const { version } = platform.changes;
    const { Stacks } = await aws<{ Stacks: StackDescription[] }>('cloudformation', 'DescribeStacks', {
      StackName,
    });
    if (!Stacks[0].StackStatus.endsWith('_IN_PROGRESS')) return Stacks[0];
    if (onAbort?.signal.aborted && !isCancelled) {
      isCancelled = true;
      await onAbort.cancel();
    } else await platform.changes.after(version, isCancelled ? undefined : onAbort?.signal);
  }
}

/**
 * Common input of CreateStack and UpdateStack. A failed nested stack is not rolled back: the root's rollback does it.
 */
const deployment = (
  { TemplateURL, Parameters = {}, Tags }: NestedStack,
  context: ResourceContext,
): object => ({
  TemplateURL,
  Parameters: Object.entries(Parameters).map(([ParameterKey, ParameterValue]) => ({
    ParameterKey,
    ParameterValue,
  })),
  Capabilities: context.capabilities,
  DisableRollback: true,
  Tags,
});

/** Outputs as attributes: `Outputs.Name`. */
const attributesOf = ({ Outputs }: StackDescription): Record<string, string> =>
  Object.fromEntries(Outputs.map(({ OutputKey, OutputValue }) => [`Outputs.${OutputKey}`, OutputValue]));

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-stack.html */
export const cloudFormationStack = resourceType({
  properties: PROPERTIES,
  hasChangingAttributes: true,
  create: async (properties, context) => {
    const { aws, signal, initiated, newName } = context;
    const { StackId } = await aws<{ StackId: string }>('cloudformation', 'CreateStack', {
      ...deployment(properties, context),
      StackName: newName({ maxLength: 128 }),
      TimeoutInMinutes: properties.TimeoutInMinutes,
    });
    initiated(StackId);
    const cancel = (): never => {
      throw new ResourceError('Resource creation cancelled');
    };
    const stack = await settled(StackId, context, { signal, cancel });
    if (stack.StackStatus !== 'CREATE_COMPLETE')
      throw new ResourceError(
        `Embedded stack ${StackId} was not successfully created: ${stack.StackStatusReason ?? ''}`,
      );
    return { physicalId: StackId, attributes: attributesOf(stack) };
  },
  update: async (properties, context) => {
    const { aws, physicalId: StackName, signal } = context;
    try {
      await aws('cloudformation', 'UpdateStack', { ...deployment(properties, context), StackName });
    } catch (error) {
      if (!(error instanceof AwsError) || error.message !== 'No updates are to be performed.') throw error;
    }
    const cancel = (): Promise<unknown> => aws('cloudformation', 'CancelUpdateStack', { StackName });
    const stack = await settled(StackName, context, { signal, cancel });
    if (!/^(CREATE|UPDATE)_COMPLETE$/.test(stack.StackStatus))
      throw new ResourceError(
        `Embedded stack ${StackName} was not successfully updated. Currently in ${stack.StackStatus} with ` +
          `reason: ${stack.StackStatusReason ?? ''}`,
      );
    return { attributes: attributesOf(stack) };
  },
  remove: async (StackName, context) => {
    await context.aws('cloudformation', 'DeleteStack', { StackName });
    const { StackStatus, StackStatusReason } = await settled(StackName, context);
    if (StackStatus !== 'DELETE_COMPLETE')
      throw new ResourceError(
        `Embedded stack ${StackName} was not successfully deleted: ${StackStatusReason ?? ''}`,
      );
  },
});

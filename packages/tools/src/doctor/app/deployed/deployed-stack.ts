import {
  DescribeStacksCommand,
  GetTemplateCommand,
  paginateListStackResources,
  type CloudFormationClient,
} from '@aws-sdk/client-cloudformation';
import type { PausesEnvironment } from '@ecommerce-recommenders/shop-data/contracts/functions/pauses';
import type { RunningHours } from '@ecommerce-recommenders/shop-data/contracts/running-hours';
import { KINDS, type Kind } from './personalize-kinds';

/** A Personalize resource of the stack. */
export interface Held {
  readonly logicalId: string;
  readonly kind: Kind;
  /** Physical id. */
  readonly id: string;
  /** Properties in the deployed template, with references to physical ids resolved. */
  readonly properties: Readonly<Record<string, unknown>>;
}

/** When a function of the stack stops recommenders. */
export interface Pauses {
  /** JSON that contains recommenders by logical id or by name. */
  readonly recommenders: string;
  readonly hours: RunningHours | null;
  readonly stopsIdle: boolean;
}

/** The parts of a deployed stack that concern Personalize. */
export interface DeployedStack {
  readonly stackId: string;
  readonly held: readonly Held[];
  /** Physical ids of Personalize resources of CloudFormation's own types, which an app may have besides the shop. */
  readonly nativeIds: ReadonlySet<string>;
  /** Attributes of resources in outputs, by logical id and attribute: `Tracker.TrackingId`. */
  readonly outputs: ReadonlyMap<string, string>;
  readonly pauses: readonly Pauses[];
}

interface Template {
  readonly Resources?: Readonly<Record<string, { readonly Properties?: Readonly<Record<string, unknown>> }>>;
  readonly Outputs?: Readonly<Record<string, { readonly Value?: unknown }>>;
}

/** Reads a stack; `undefined` if it does not exist, or while an operation is in progress. */
export async function deployedStack(
  client: CloudFormationClient,
  stackName: string,
): Promise<DeployedStack | undefined> {
  const { Stacks = [] } = await client
    .send(new DescribeStacksCommand({ StackName: stackName }))
    .catch((error: unknown) => {
      if (error instanceof Error && /does not exist/.test(error.message)) return { Stacks: [] };
      throw error;
    });
  const [{ StackId = '', StackStatus = '', Outputs = [] } = {}] = Stacks;
  if (StackId === '' || StackStatus.endsWith('_IN_PROGRESS')) return undefined;
  const { TemplateBody = '{}' } = await client.send(new GetTemplateCommand({ StackName: StackId }));
  const template = JSON.parse(TemplateBody) as Template;
  const ids = new Map<string, { readonly type: string; readonly id: string }>();
  for await (const page of paginateListStackResources({ client }, { StackName: StackId }))
    for (const one of page.StackResourceSummaries ?? [])
      // A resource that was never created has no physical id.
      if (one.ResourceStatus !== 'DELETE_COMPLETE' && one.PhysicalResourceId)
        ids.set(one.LogicalResourceId!, { type: one.ResourceType!, id: one.PhysicalResourceId });
  const values = new Map(Outputs.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue]));
  return {
    stackId: StackId,
    held: [...ids].flatMap(([logicalId, { type, id }]) => {
      const kind = KIND_OF_TYPE.get(type);
      if (kind === undefined) return [];
      const properties = template.Resources?.[logicalId]?.Properties ?? {};
      return [{ logicalId, kind, id, properties: resolved(properties, ids) as Held['properties'] }];
    }),
    nativeIds: new Set(
      [...ids.values()].filter(({ type }) => type.startsWith('AWS::Personalize::')).map(({ id }) => id),
    ),
    outputs: new Map(
      Object.entries(template.Outputs ?? {}).flatMap(([key, { Value }]) => {
        const attribute = (Value as { readonly 'Fn::GetAtt'?: readonly string[] } | undefined)?.[
          'Fn::GetAtt'
        ];
        const value = values.get(key);
        return attribute && value !== undefined ? [[attribute.join('.'), value] as const] : [];
      }),
    ),
    pauses: Object.values(template.Resources ?? {}).flatMap(({ Properties }) => pausesOf(Properties)),
  };
}

const KIND_OF_TYPE: ReadonlyMap<string, Kind> = new Map(
  (Object.keys(KINDS) as Kind[]).flatMap((kind) => {
    const { type } = KINDS[kind];
    return type === undefined ? [] : [[type, kind] as const];
  }),
);

/** A value of the template in which each `Ref` to a resource is replaced with its physical id. Other intrinsics are kept. */
function resolved(value: unknown, ids: ReadonlyMap<string, { readonly id: string }>): unknown {
  if (Array.isArray(value)) return value.map((one) => resolved(one, ids));
  if (typeof value !== 'object' || value === null) return value;
  const { Ref: logicalId } = value as { readonly Ref?: string };
  const id = logicalId === undefined ? undefined : ids.get(logicalId)?.id;
  if (id !== undefined) return id;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, resolved(one, ids)]));
}

function pausesOf(properties: Readonly<Record<string, unknown>> = {}): Pauses[] {
  const { Variables = {} } = (properties.Environment ?? {}) as {
    readonly Variables?: Partial<Record<keyof PausesEnvironment, unknown>>;
  };
  const { RECOMMENDER_ARNS, RUNNING_HOURS, IDLE_HOURS } = Variables;
  if (RECOMMENDER_ARNS === undefined || typeof RUNNING_HOURS !== 'string') return [];
  return [
    {
      recommenders: JSON.stringify(RECOMMENDER_ARNS),
      hours: JSON.parse(RUNNING_HOURS) as RunningHours | null,
      stopsIdle: Number(IDLE_HOURS) > 0,
    },
  ];
}

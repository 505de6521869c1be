import type { BatchPlan } from '@ecommerce-recommenders/shop-data/contracts/functions/batch';
import type { ListsPlan } from '@ecommerce-recommenders/shop-data/contracts/functions/lists';
import type { Template } from './assembly';

/** Resources of one type, with their logical ids. */
export const resourcesOf = <Properties>(
  template: Template,
  type: string,
): (readonly [string, Properties])[] =>
  Object.entries(template.Resources ?? {}).flatMap(([id, { Type, Properties = {} }]) =>
    Type === type ? [[id, Properties as Properties] as const] : [],
  );

/** A value as text. `${…}` replaces what only a deployment knows. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  const [[name, of]] = Object.entries(value as Readonly<Record<string, unknown>>);
  if (name === 'Fn::Join') {
    const [separator, parts] = of as readonly [string, readonly unknown[]];
    return parts.map(textOf).join(separator);
  }
  return name === 'Fn::Sub' && typeof of === 'string' ? of : `\${${[of].flat().join('.')}}`;
}

interface FunctionProperties {
  readonly Environment?: { readonly Variables?: Readonly<Record<string, unknown>> };
  readonly ReservedConcurrentExecutions?: number;
}

/** A function with its environment variables. */
interface FunctionWith<Name extends string> {
  /** Logical id. */
  readonly id: string;
  readonly variables: Readonly<Record<Name, string>>;
  readonly properties: FunctionProperties;
}

/** Functions that have all of these environment variables. */
export const functionsWith = <Name extends string>(
  template: Template,
  names: readonly Name[],
): FunctionWith<Name>[] =>
  resourcesOf<FunctionProperties>(template, 'AWS::Lambda::Function').flatMap(([id, properties]) => {
    const given = properties.Environment?.Variables ?? {};
    if (names.some((name) => given[name] === undefined)) return [];
    const variables = Object.fromEntries(
      Object.entries(given).map(([name, value]) => [name, textOf(value)]),
    ) as Readonly<Record<Name, string>>;
    return [{ id, variables, properties }];
  });

/** A state machine's plan, and its schedule. */
export interface Run<Plan = ListsPlan | BatchPlan> {
  readonly plan: Plan;
  readonly schedule: string;
}

/** The runs of lists, segments and batches. State machines without a plan belong to the user's app. */
export function runsOf(template: Template): Run[] {
  const rules = resourcesOf<{
    readonly ScheduleExpression?: string;
    readonly Targets?: readonly { readonly Arn: unknown }[];
  }>(template, 'AWS::Events::Rule');
  return resourcesOf<{ readonly DefinitionString?: unknown }>(
    template,
    'AWS::StepFunctions::StateMachine',
  ).flatMap(([id, { DefinitionString }]) => {
    const plan = planOf(DefinitionString === undefined ? '' : textOf(DefinitionString));
    const rule = rules.find(([, { Targets = [] }]) => Targets.some(({ Arn }) => textOf(Arn) === `\${${id}}`));
    const schedule = rule?.[1].ScheduleExpression;
    return plan === undefined || schedule === undefined ? [] : [{ plan, schedule }];
  });
}

function planOf(definition: string): Run['plan'] | undefined {
  try {
    const { States } = JSON.parse(definition) as {
      readonly States: Readonly<Record<string, { readonly Parameters?: { readonly plan?: string } }>>;
    };
    const plan = Object.values(States).find(({ Parameters }) => Parameters?.plan !== undefined);
    return plan && (JSON.parse(plan.Parameters!.plan!) as Run['plan']);
  } catch {
    return undefined;
  }
}

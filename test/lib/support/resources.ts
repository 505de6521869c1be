import type { Template } from 'aws-cdk-lib/assertions';

/** A resource of a template, with the members that tests read. */
export interface TemplateResource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly DependsOn?: string | readonly string[];
  readonly DeletionPolicy?: string;
}

/** A policy statement; CDK writes a single action or resource without a list. */
export interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource?: unknown;
  readonly Principal?: unknown;
  readonly Condition?: unknown;
}

export function resourcesOf(template: Template): Readonly<Record<string, TemplateResource>> {
  return (template.toJSON() as { Resources: Record<string, TemplateResource> }).Resources;
}

/** Logical ids of all resources of a type, in the template's order. */
export function idsOf(template: Template, type: string): string[] {
  return Object.entries(resourcesOf(template)).flatMap(([id, { Type }]) => (Type === type ? [id] : []));
}

/** Properties of all resources of a type, in the template's order. */
export const propertiesOf = <Properties = Readonly<Record<string, unknown>>>(
  template: Template,
  type: string,
): Properties[] => idsOf(template, type).map((id) => resourcesOf(template)[id].Properties as Properties);

export function listOf<Item>(value: Item | readonly Item[] | undefined): readonly Item[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly Item[]) : [value as Item];
}

/** Statements of every policy in the template, by the logical id of the policy's resource. */
export function statementsOf(template: Template): [id: string, statement: Statement][] {
  interface Document {
    readonly Statement: readonly Statement[];
  }
  return Object.entries(resourcesOf(template)).flatMap(([id, { Properties = {} }]) => {
    const inline = (Properties.Policies ?? []) as readonly { readonly PolicyDocument: Document }[];
    const own = Properties.PolicyDocument as Document | undefined;
    const documents = [...inline.map(({ PolicyDocument }) => PolicyDocument), ...(own ? [own] : [])];
    return documents.flatMap(({ Statement }) =>
      Statement.map((statement): [string, Statement] => [id, statement]),
    );
  });
}

/** Everything that a resource references by DependsOn, Ref or Fn::GetAtt, directly or transitively. */
export function dependenciesOf(template: Template, id: string): ReadonlySet<string> {
  const resources = resourcesOf(template);
  const seen = new Set<string>();
  const visit = (from: string): void => {
    const text = JSON.stringify(resources[from]);
    const named = [...text.matchAll(/"Ref":"(\w+)"|"Fn::GetAtt":\["(\w+)"/g)].map(
      ([, ref, att]) => ref ?? att,
    );
    for (const next of [...named, ...listOf(resources[from].DependsOn)]) {
      if (!(next in resources) || seen.has(next)) continue;
      seen.add(next);
      visit(next);
    }
  };
  visit(id);
  return seen;
}

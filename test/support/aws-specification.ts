import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';

/** CloudFormation's specification of one resource type. */
export interface ResourceSpecification {
  /** Properties by name. */
  readonly properties: ReadonlyMap<string, PropertySpecification>;
  /** Names for Fn::GetAtt. */
  readonly attributes: ReadonlySet<string>;
  /** Whether it takes tags, including stack tags. */
  readonly tagProperty?: string;
}

/** The specification of a property, or of a member of a nested structure. */
export interface PropertySpecification {
  /** A change replaces the resource, even if only under conditions that the specification does not spell out. */
  readonly isCreateOnly: boolean;
  /** Members of its structure, list or map; undefined if there is none, or it is not described. */
  readonly members: () => ReadonlyMap<string, PropertySpecification> | undefined;
}

/** Takes some 0.7 s to load: once per test file. */
let database: ReturnType<typeof loadAwsServiceSpecSync> | undefined;
const known = new Map<string, ResourceSpecification | undefined>();

/** @returns undefined for a type missing from the specification, such as custom resources */
export function specificationOf(type: string): ResourceSpecification | undefined {
  if (!known.has(type)) known.set(type, read(type));
  return known.get(type);
}

function read(type: string): ResourceSpecification | undefined {
  const found = lookUp(type);
  return (
    found && {
      properties: describe(found.properties),
      attributes: new Set(Object.keys(found.attributes)),
      tagProperty: found.tagInformation?.tagPropertyName,
    }
  );
}

const load = (): NonNullable<typeof database> => (database ??= loadAwsServiceSpecSync());

const lookUp = (type: string) => load().lookup('resource', 'cloudFormationType', 'equals', type).at(0);

type Properties = NonNullable<ReturnType<typeof lookUp>>['properties'];
type PropertyType = Properties[string]['type'];

const describe = (properties: Properties): ReadonlyMap<string, PropertySpecification> =>
  new Map(
    Object.entries(properties).map(([name, { type, causesReplacement = 'no' }]) => [
      name,
      { isCreateOnly: causesReplacement !== 'no', members: () => membersOf(type) },
    ]),
  );

function membersOf(type: PropertyType): ReturnType<PropertySpecification['members']> {
  if (type.type === 'array' || type.type === 'map') return membersOf(type.element);
  return type.type === 'ref'
    ? describe(load().get('typeDefinition', type.reference.$ref).properties)
    : undefined;
}

/**
 * Types that are deleted before their replacement is created, with the source: the specification omits the registry's
 * `replacementStrategy`, whose default is `create_then_delete`.
 */
export const DELETE_THEN_CREATE: Readonly<Record<string, string>> = {
  'AWS::Personalize::Dataset':
    '"replacementStrategy" : "delete_then_create" in the registry’s schema: ' +
    'pulumi/pulumi-aws-native, aws-cloudformation-schema/aws-personalize-dataset.json',
};

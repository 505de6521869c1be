import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';

/** What CloudFormation's specification says of one type of resource. */
export interface ResourceSpecification {
  /** Properties by name. */
  readonly properties: ReadonlyMap<string, PropertySpecification>;
  /** Names for Fn::GetAtt. */
  readonly attributes: ReadonlySet<string>;
  /** Where it takes tags, and with them those of its stack. */
  readonly tagProperty?: string;
}

/** What it says of a property, or of a member of a structure below one. */
export interface PropertySpecification {
  /** Another value is another resource, if only under conditions that are not spelled out. */
  readonly isCreateOnly: boolean;
  /** Members of the structure that it is, or is a list or map of; undefined where there is none, or it is not described. */
  readonly members: () => ReadonlyMap<string, PropertySpecification> | undefined;
}

/** Some 0.7 s to load: once for all tests of a file. */
let database: ReturnType<typeof loadAwsServiceSpecSync> | undefined;
const known = new Map<string, ResourceSpecification | undefined>();

/** @returns undefined for a type that the specification does not have, such as custom resources */
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
 * Types that are replaced by deleting first, with what says so: the specification leaves out `replacementStrategy` of the
 * registry's schemas, which is `create_then_delete` where it is absent.
 */
export const DELETE_THEN_CREATE: Readonly<Record<string, string>> = {
  'AWS::Personalize::Dataset':
    '"replacementStrategy" : "delete_then_create" in the registry’s schema: ' +
    'pulumi/pulumi-aws-native, aws-cloudformation-schema/aws-personalize-dataset.json',
};

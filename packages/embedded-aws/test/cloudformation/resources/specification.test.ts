import type { Fields, Shape } from '../../../src/gateway/shape';
import {
  RESOURCE_TYPES,
  findResourceType,
} from '../../../src/services/cloudformation/resources/resource-types';
import { EVERYTHING } from '../../../../../test/lib/support/everything';
import { resourcesOf } from '../../../../../test/lib/support/resources';
import { synthesise } from '../../../../../test/lib/support/synthesise';
import {
  DELETE_THEN_CREATE,
  specificationOf,
  type PropertySpecification,
} from '../../../../../test/support/aws-specification';
import { recorded } from './recorded';

/** CloudFormation's own types, absent from the specification. */
const UNSPECIFIED: ReadonlySet<string> = new Set(['AWS::CDK::Metadata']);

/** Properties that are create-only in the specification but not here, and why. */
const NOT_CREATE_ONLY: Readonly<Record<string, string>> = {
  'AWS::CloudFormation::CustomResource.ServiceToken':
    'CloudFormation refuses another one, and so does the embedded AWS.',
};

/** Attributes in the specification that the embedded AWS lacks, and why. */
const WITHOUT: readonly (readonly [attribute: RegExp, because: string])[] = [
  [
    /^AWS::(Budgets::Budget|CloudFormation::\w+|IAM::(AccessKey|Policy|UserToGroupAddition)|KMS::Alias)\.Id$/,
    'What Ref gives: the specification has it as an attribute where a type has no other identifier.',
  ],
  [
    /^AWS::CloudFormation::Stack\./,
    'Members of DescribeStacks; its page has Outputs.NAME, which depend on the nested template.',
  ],
  [
    /^AWS::IAM::ManagedPolicy\.(?!PolicyArn$|PolicyId$)/,
    'Counts and dates that no template of this project or its examples asks for.',
  ],
  [
    /^AWS::(Events::EventBus\.Policy|Lambda::Function\.SnapStart|S3::Bucket\.(Metadata|WebsiteURL)|StepFunctions::StateMachine\.StateMachineRevisionId)/,
    'They tell of what the embedded AWS refuses: SnapStart, metadata tables, websites, revisions, bus policies.',
  ],
];

const document = { Version: '2012-10-17', Statement: [] };

/** Minimal properties to create one of each type; types that are not listed need none. */
const SAMPLES: Readonly<Record<string, object>> = {
  'AWS::Budgets::Budget': { Budget: { BudgetType: 'COST', TimeUnit: 'MONTHLY' } },
  'AWS::CloudFormation::WaitCondition': { Count: 0, Handle: 'https://h/token', Timeout: 1 },
  'AWS::Events::EventBus': { Name: 'b' },
  'AWS::IAM::AccessKey': { UserName: 'u' },
  'AWS::IAM::UserToGroupAddition': { GroupName: 'g', Users: ['u'] },
  'AWS::IAM::Policy': { PolicyName: 'p', PolicyDocument: document, Roles: ['r'] },
  'AWS::Lambda::Function': { Code: { S3Bucket: 'b', S3Key: 'k' } },
  'AWS::Lambda::LayerVersionPermission': { LayerVersionArn: 'layer-arn:1' },
  'AWS::Logs::MetricFilter': {
    FilterPattern: '',
    LogGroupName: 'g',
    MetricTransformations: [{ MetricName: 'm', MetricNamespace: 'n', MetricValue: '1' }],
  },
  'AWS::Logs::SubscriptionFilter': { DestinationArn: 'f', FilterPattern: '', LogGroupName: 'g' },
  'AWS::SNS::TopicPolicy': { PolicyDocument: document, Topics: [] },
  'AWS::SSM::Parameter': { Type: 'String', Value: 'v' },
  'AWS::StepFunctions::StateMachine': { DefinitionString: '{}' },
};

const TYPES = Object.entries(RESOURCE_TYPES).filter(([name]) => !UNSPECIFIED.has(name));

/** Each property of a type, and each nested member, with its specification. */
const PROPERTIES = TYPES.flatMap(([name, { properties }]) =>
  walk(properties, specificationOf(name)?.properties, '').map(([path, specified]) => ({
    name,
    path,
    specified,
  })),
);

function walk(
  fields: Fields,
  specified: ReadonlyMap<string, PropertySpecification> | undefined,
  below: string,
): [path: string, specified: PropertySpecification | undefined][] {
  // The specification says nothing of what is below free-form properties and tags.
  if (!specified) return [];
  return Object.entries(fields).flatMap(([name, shape]) => [
    [below + name, specified.get(name)] as [string, PropertySpecification | undefined],
    ...walk(membersOf(shape), specified.get(name)?.members(), `${below}${name}.`),
  ]);
}

function membersOf(shape: Shape): Fields {
  if (shape.type === 'list' || shape.type === 'map') return membersOf(shape.of);
  return shape.type === 'structure' ? shape.fields : {};
}

describe('the types of resources of the embedded AWS, held against CloudFormation’s specification,', () => {
  it('have no property that AWS does not know', () => {
    expect(PROPERTIES.length).toBeGreaterThan(200);
    const invented = PROPERTIES.filter(({ specified }) => !specified);
    expect(invented.map(({ name, path }) => `${name}.${path}`)).toEqual([]);
  });

  it('replace a resource exactly where AWS does', () => {
    const createOnly = (isSo: (one: (typeof PROPERTIES)[number]) => boolean): string[] =>
      PROPERTIES.filter(isSo).map(({ name, path }) => `${name}.${path}`);
    const here = createOnly(({ name, path }) => RESOURCE_TYPES[name].createOnly?.includes(path) ?? false);
    const there = createOnly(({ specified }) => specified?.isCreateOnly ?? false);
    expect(here).toEqual(there.filter((property) => !(property in NOT_CREATE_ONLY)));
    expect(Object.keys(NOT_CREATE_ONLY).filter((property) => !there.includes(property))).toEqual([]);
  });

  it('delete the old resource first exactly where AWS does', () => {
    const here = TYPES.filter(([, type]) => type.replacement === 'delete-then-create').map(([name]) => name);
    expect(here).toEqual(Object.keys(DELETE_THEN_CREATE));
  });

  it('take tags, and with them those of the stack, wherever AWS does', () => {
    const untagged = TYPES.filter(([name, { properties }]) => {
      const tags = specificationOf(name)?.tagProperty;
      return tags !== undefined && !(tags in properties);
    });
    expect(untagged.map(([name]) => name)).toEqual([]);
  });

  it('give the attributes that AWS gives', async () => {
    const excused = new Set<string>();
    for (const [name] of TYPES.filter(([, { hasOwnProperties }]) => !hasOwnProperties)) {
      const { attributes = {} } = await recorded(name).create((SAMPLES[name] ?? {}) as never);
      const there = [...specificationOf(name)!.attributes].filter((attribute) => {
        const [pattern] = WITHOUT.find(([one]) => one.test(`${name}.${attribute}`)) ?? [];
        if (pattern) excused.add(pattern.source);
        return !pattern;
      });
      expect([name, Object.keys(attributes).sort()]).toEqual([name, there.sort()]);
    }
    expect(excused.size).toBe(WITHOUT.length);
  });

  it('are all that this project needs, with every property', () => {
    const missing = [EVERYTHING, { source: 's3://shop-exports/day/', preparation: 'glue' }].flatMap(
      (context) =>
        Object.values(resourcesOf(synthesise({ context }).template)).flatMap(({ Type, Properties = {} }) => {
          const type = findResourceType(Type);
          if (!type) return [Type];
          const names = Object.keys(Properties).filter((name) => !(name in type.properties));
          return type.hasOwnProperties ? [] : names.map((name) => `${Type}.${name}`);
        }),
    );
    expect(missing).toEqual([]);
  });
});

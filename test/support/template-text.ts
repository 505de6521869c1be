import type { TemplateResource } from '../lib/support/resources';

const ACCOUNT = '123456789012';
const REGION = 'us-east-1';

const PSEUDO_PARAMETERS: Readonly<Record<string, string>> = {
  'AWS::AccountId': ACCOUNT,
  'AWS::Partition': 'aws',
  'AWS::Region': REGION,
  'AWS::StackId': `arn:aws:cloudformation:${REGION}:${ACCOUNT}:stack/Shop/0123`,
  'AWS::StackName': 'Shop',
  'AWS::URLSuffix': 'amazonaws.com',
};

const arn = (service: string, resource: string): string =>
  `arn:aws:${service}:${REGION}:${ACCOUNT}:${resource}`;

/** ARN of a resource by its type and name; Ref of a custom resource is the ARN of what it makes. */
const ARNS: Readonly<Record<string, (name: string) => string>> = {
  'AWS::CloudWatch::Alarm': (name) => arn('cloudwatch', `alarm:${name}`),
  'AWS::IAM::Role': (name) => `arn:aws:iam::${ACCOUNT}:role/${name}`,
  'AWS::KMS::Key': (name) => arn('kms', `key/${name}`),
  'AWS::Lambda::Function': (name) => arn('lambda', `function:${name}`),
  'AWS::Logs::LogGroup': (name) => arn('logs', `log-group:${name}:*`),
  'AWS::S3::Bucket': (name) => `arn:aws:s3:::${name}`,
  'AWS::SNS::Topic': (name) => arn('sns', name),
  'AWS::StepFunctions::StateMachine': (name) => arn('states', `stateMachine:${name}`),
  'Custom::PersonalizeCampaign': (name) => arn('personalize', `campaign/${name}`),
  'Custom::PersonalizeFilter': (name) => arn('personalize', `filter/${name}`),
  'Custom::PersonalizeRecommender': (name) => arn('personalize', `recommender/${name}`),
  'Custom::PersonalizeSolution': (name) => arn('personalize', `solution/${name}`),
};

/** Types whose Ref is an ARN; others refer to a name. */
const REFERS_TO_ARN = /^(Custom::|AWS::(SNS::Topic|StepFunctions::StateMachine)$)/;

/**
 * A value of a template as it is once deployed, with logical ids as names.
 *
 * @throws {Error} for what it does not know
 */
export function textOf(value: unknown, resources: Readonly<Record<string, TemplateResource>>): string {
  if (typeof value === 'string') return value;
  const [[name, argument]] = Object.entries(value as Readonly<Record<string, unknown>>);
  if (name === 'Ref') {
    const pseudo = PSEUDO_PARAMETERS[argument as string];
    if (pseudo !== undefined) return pseudo;
    const { Type } = resources[argument as string];
    return REFERS_TO_ARN.test(Type) ? arnOf(Type, argument as string) : (argument as string);
  }
  if (name === 'Fn::GetAtt') {
    const [id, attribute] = argument as [string, string];
    if (attribute === 'Name') return id;
    if (attribute === 'Arn') return arnOf(resources[id].Type, id);
  }
  if (name === 'Fn::Join') {
    const [separator, parts] = argument as [string, readonly unknown[]];
    return parts.map((part) => textOf(part, resources)).join(separator);
  }
  if (name === 'Fn::Sub')
    return (argument as string).replace(/\$\{([^}]+)\}/g, (_, ref: string) =>
      textOf({ Ref: ref }, resources),
    );
  throw new Error(`${JSON.stringify(value)} is not known here.`);
}

function arnOf(type: string, name: string): string {
  const make = ARNS[type];
  if (!make) throw new Error(`The ARN of a ${type} is not known here.`);
  return make(name);
}

import {
  CloudFormationClient,
  DescribeStacksCommand,
  GetTemplateCommand,
  type Stack,
} from '@aws-sdk/client-cloudformation';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { BOOTSTRAP_QUALIFIER } from 'embedded-aws/bootstrap';
import { LOCAL_ACCOUNT, LOCAL_REGION } from 'embedded-aws/environment';
import type { Deployable } from './synthesized';

/** A key of the bootstrap's bucket: the hash of the content, and how it is packed. */
const ASSET = /\b[0-9a-f]{64}(\.[a-z0-9]+)+\b/g;

/** The template, as far as it is changed here. */
interface OwnTemplate {
  readonly Parameters?: Readonly<Record<string, { readonly Type: string; readonly Default?: string }>>;
}

/**
 * Reads a deployed stack with its assets, on AWS or wherever AWS_ENDPOINT_URL points, by read-only calls. Its account, region and
 * bootstrap become those of an embedded AWS.
 *
 * @throws Error that says what to do, if there is no such stack or it cannot be updated
 */
export async function deployedStack(stackName: string): Promise<Deployable> {
  const client = new CloudFormationClient({});
  const stack = await described(client, stackName);
  const [, , , region = '', account = ''] = stack.StackId?.split(':') ?? [];
  const { TemplateBody = '' } = await client.send(new GetTemplateCommand({ StackName: stackName }));
  const template = JSON.parse(TemplateBody) as OwnTemplate;
  const version = template.Parameters?.BootstrapVersion?.Default ?? '';
  const [, qualifier = BOOTSTRAP_QUALIFIER] = /^\/cdk-bootstrap\/(.+)\/version$/.exec(version) ?? [];
  const s3 = new S3Client({ forcePathStyle: true, followRegionRedirects: true });
  const assets: Record<string, Uint8Array> = {};
  for (const [Key] of TemplateBody.matchAll(ASSET)) {
    const Bucket = `cdk-${qualifier}-assets-${account}-${region}`;
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
    assets[Key] = await Body!.transformToByteArray();
  }
  const here = JSON.stringify(withParameters(template, stack))
    .replaceAll(account, LOCAL_ACCOUNT)
    .replaceAll(region, LOCAL_REGION)
    .replaceAll(`cdk-${qualifier}-`, `cdk-${BOOTSTRAP_QUALIFIER}-`)
    .replaceAll(`/cdk-bootstrap/${qualifier}/`, `/cdk-bootstrap/${BOOTSTRAP_QUALIFIER}/`);
  const key = 'rehearsed.template.json';
  return {
    origin: `The deployed stack ${stackName}`,
    assembly: {
      stackName,
      template: key,
      assets: { ...assets, [key]: Buffer.from(here) },
      tags: Object.fromEntries((stack.Tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value])),
    },
  };
}

async function described(client: CloudFormationClient, StackName: string): Promise<Stack> {
  const region = await client.config.region();
  const { Stacks = [] } = await client
    .send(new DescribeStacksCommand({ StackName }))
    .catch((cause: unknown) => {
      if (cause instanceof Error && /does not exist/.test(cause.message)) return { Stacks: [] };
      throw cause;
    });
  const status = Stacks[0]?.StackStatus;
  if (/^((CREATE|UPDATE|IMPORT|UPDATE_ROLLBACK|IMPORT_ROLLBACK)_COMPLETE)$/.test(status ?? ''))
    return Stacks[0];
  throw new Error(
    `The stack ${StackName} ${status === undefined ? 'does not exist' : `is ${status}`} in ${region}. Name a commit in its place with --from COMMIT, ` +
      'or another stack with --stack NAME, or set AWS_REGION and AWS_ENDPOINT_URL to where it is deployed.',
  );
}

/** The template with the values that parameters were given as their defaults; those of the bootstrap are the embedded AWS's own. */
const withParameters = (template: OwnTemplate, { Parameters = [] }: Stack): OwnTemplate => ({
  ...template,
  Parameters: Object.fromEntries(
    Object.entries(template.Parameters ?? {}).map(([name, parameter]) => {
      const given = Parameters.find(({ ParameterKey }) => ParameterKey === name)?.ParameterValue;
      const isOwn = given === undefined || parameter.Type.startsWith('AWS::SSM::');
      return [name, isOwn ? parameter : { ...parameter, Default: given }];
    }),
  ),
});

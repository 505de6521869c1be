import { setTimeout } from 'node:timers/promises';
import { STACK_NAME } from '@ecommerce-recommenders/shop-data/contracts/stack-name';
import { localStack } from '@ecommerce-recommenders/tools/start/local-stack';
import { startLocalAws } from 'embedded-aws/local-aws';
import { temporaryFolder } from 'embedded-aws/temporary-folder';
import { ROOT, signedHeaders } from '../http/recommendation-requests';

/** The part of an answer that this program reads. */
interface Recommendations {
  readonly from: string;
  readonly items: readonly { readonly itemId: string }[];
}

/** High limits, so that nothing is throttled. */
const SETTINGS = {
  api: JSON.stringify({ origins: ['https://shop.example'], currency: 'EUR', rate: 10_000, burst: 5_000 }),
  serving: 'lists',
  useCases: 'best-sellers,frequently-bought-together',
};

/** Number of items whose lists are requested in rotation. */
const ITEMS = 50;

/**
 * Deploys the sample shop with lists and an API by the CDK CLI. Adds a route to the same API, whose function returns
 * one of these lists as a constant. Prints the port and the paths to request.
 */
async function main(): Promise<void> {
  // Exits normally, so that temporary files are removed.
  process.once('SIGTERM', () => process.exit());
  const aws = await startLocalAws();
  const folder = await temporaryFolder('bench');
  const stack = localStack(aws.endpoint, folder.path);
  await stack.deploy(SETTINGS, { onResource: () => {} });
  folder.remove();
  const { ApiUrl: url = '' } = await stack.outputs();
  const answer = async (path: string): Promise<string> => (await fetch(`${url}${path}`)).text();
  const { items } = JSON.parse(await answer(`/recommendations/best-sellers?num=${ITEMS}`)) as Recommendations;
  const paths = items.map(({ itemId }) => `/recommendations/frequently-bought-together?item=${itemId}`);
  const { from } = JSON.parse(await answer(paths[0])) as Recommendations;
  if (from !== 'lists') throw new Error(`The API answers from ${from}, and lists are to be measured.`);
  await addBareFunction(aws.endpoint, await answer(paths[0]));
  console.log(JSON.stringify({ port: Number(new URL(url).port), paths, barePath: BARE }));
}

const BARE = '/bare';

/** Adds a function that returns a constant to the stack's API, in a separate stack. */
async function addBareFunction(endpoint: string, constant: string): Promise<void> {
  const query = async (parameters: Record<string, string>): Promise<string> => {
    const headers = signedHeaders(ROOT, 'cloudformation');
    const body = new URLSearchParams({ Version: '2010-05-15', ...parameters });
    const response = await fetch(endpoint, { method: 'POST', headers, body });
    const text = await response.text();
    if (!response.ok) throw new Error(`CloudFormation answers ${response.status}: ${text}`);
    return text;
  };
  const resources = await query({ Action: 'DescribeStackResources', StackName: STACK_NAME });
  const api = resources.split('<member>').find((one) => one.includes('>AWS::ApiGatewayV2::Api<'));
  const apiId = /<PhysicalResourceId>([^<]*)/.exec(api ?? '')![1];
  await query({
    Action: 'CreateStack',
    StackName: 'Bare',
    'Capabilities.member.1': 'CAPABILITY_IAM',
    TemplateBody: JSON.stringify(bareTemplate(apiId, constant)),
  });
  const status = async (): Promise<string> =>
    /<StackStatus>([^<]*)/.exec(await query({ Action: 'DescribeStacks', StackName: 'Bare' }))![1];
  for (let now = await status(); now !== 'CREATE_COMPLETE'; now = await status()) {
    if (now !== 'CREATE_IN_PROGRESS') throw new Error(`The stack of the bare function is ${now}.`);
    await setTimeout(100);
  }
}

const bareTemplate = (ApiId: string, constant: string): object => ({
  Resources: {
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } },
          ],
        },
        // The function writes a log, like the one that it is compared with.
        ManagedPolicyArns: ['arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole'],
      },
    },
    Function: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Runtime: 'nodejs22.x',
        Handler: 'index.handler',
        MemorySize: 1024,
        Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
        Code: {
          ZipFile: `const answer = { statusCode: 200, headers: { 'content-type': 'application/json' }, body: ${JSON.stringify(constant)} };
exports.handler = async () => answer;`,
        },
      },
    },
    Permission: {
      Type: 'AWS::Lambda::Permission',
      Properties: {
        Action: 'lambda:InvokeFunction',
        FunctionName: { Ref: 'Function' },
        Principal: 'apigateway.amazonaws.com',
        SourceArn: { 'Fn::Sub': `arn:aws:execute-api:\${AWS::Region}:\${AWS::AccountId}:${ApiId}/*` },
      },
    },
    Integration: {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: {
        ApiId,
        IntegrationType: 'AWS_PROXY',
        IntegrationUri: { 'Fn::GetAtt': ['Function', 'Arn'] },
        PayloadFormatVersion: '2.0',
      },
    },
    Route: {
      Type: 'AWS::ApiGatewayV2::Route',
      Properties: { ApiId, RouteKey: `GET ${BARE}`, Target: { 'Fn::Sub': 'integrations/${Integration}' } },
    },
  },
});

void main();

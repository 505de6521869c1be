import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { IAMClient } from '@aws-sdk/client-iam';
import { KMSClient } from '@aws-sdk/client-kms';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { PersonalizeClient } from '@aws-sdk/client-personalize';
import { SSMClient } from '@aws-sdk/client-ssm';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { stackNameOf } from '@ecommerce-recommenders/shop-data/contracts/stack-name';
import { explainError } from '../terminal';
import { embeddedEndpoint, hasEndpoint, howToPoint } from '../which-aws';
import { deployedFindings } from './app/deployed/deployed';
import { ok, problem, runChecks, type NamedFinding } from './check';
import { SHOP_CHECKS, targetChecks } from './checks';
import type { Shop } from './shop/data';
import { MACHINE_CHECKS, type Machine } from './shop/machine';
import type { Target } from './target';

/** Everything that a deployment depends on. */
export interface Examined {
  readonly machine: Machine;
  readonly shop: Shop;
  readonly qualifier: string;
}

/**
 * Checks everything that could stop a deployment, and changes nothing. If AWS does not answer, the checks that need it are
 * skipped.
 */
export async function examine({ machine, shop, qualifier }: Examined): Promise<NamedFinding[]> {
  const here = [...(await runChecks(MACHINE_CHECKS, machine)), ...(await runChecks(SHOP_CHECKS, shop))];
  const sts = new STSClient({});
  try {
    const { Account: accountId = '', Arn: callerArn = '' } = await sts.send(new GetCallerIdentityCommand({}));
    const [region, { expiration: expiresAt }] = await Promise.all([
      sts.config.region(),
      sts.config.credentials(),
    ]);
    const { settings } = shop;
    const clients = {
      cloudFormation: new CloudFormationClient({}),
      iam: new IAMClient({}),
      kms: new KMSClient({}),
      lambda: new LambdaClient({}),
      personalize: new PersonalizeClient({}),
      ssm: new SSMClient({}),
    };
    const where = hasEndpoint()
      ? `the embedded AWS at ${process.env.AWS_ENDPOINT_URL}`
      : `account ${accountId}`;
    const target: Target = {
      accountId,
      region,
      callerArn,
      expiresAt,
      qualifier,
      stackName: stackNameOf(settings.stage),
      settings,
      clients,
    };
    return [
      ...here,
      { name: 'aws', ...ok(`This is ${where}, region ${region}, as ${callerArn}.`) },
      ...(await runChecks(targetChecks(settings), target)),
      ...(await deployedFindings(target, shop)),
    ];
  } catch (error) {
    return [
      ...here,
      {
        name: 'aws',
        ...problem(explainError(error).replaceAll('\n', '. '), await remedy()),
      },
    ];
  } finally {
    sts.destroy();
  }
}

async function remedy(): Promise<string> {
  const endpoint = await embeddedEndpoint();
  return endpoint === undefined
    ? 'Log in to AWS, or start the embedded AWS with "npm run local".'
    : howToPoint(endpoint);
}

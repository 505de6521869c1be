import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { IAMClient } from '@aws-sdk/client-iam';
import { KMSClient } from '@aws-sdk/client-kms';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { PersonalizeClient } from '@aws-sdk/client-personalize';
import { SSMClient } from '@aws-sdk/client-ssm';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { JudgedShop } from '../cdk/judged-shop';
import { factsOfShop, type MeasuredFacts } from '../shop-files/shop-facts';
import { explainError } from '../terminal';
import { embeddedEndpoint, hasEndpoint, howToPoint } from '../which-aws';
import { deployedFindings } from './app/deployed/deployed';
import { ok, problem, runChecks, type NamedFinding } from './check';
import { SHOP_CHECKS, targetChecks } from './checks';
import { MACHINE_CHECKS, type Machine } from './shop/machine';
import type { Target } from './target';

/** Everything on which a deployment depends. */
export interface Examined {
  readonly machine: Machine;
  readonly judged: JudgedShop;
}

/**
 * Checks everything that could stop a deployment, without changing anything. If AWS does not answer, the checks that
 * need it are skipped.
 */
export async function examine({ machine, judged }: Examined): Promise<NamedFinding[]> {
  const { settings } = judged;
  let known: Promise<MeasuredFacts> | undefined;
  const readFacts = async (): Promise<MeasuredFacts | undefined> =>
    judged.hasData ? (known ??= factsOfShop(settings)) : undefined;
  const shop = { settings, readFacts };
  const here = [...(await runChecks(MACHINE_CHECKS, machine)), ...(await runChecks(SHOP_CHECKS, shop))];
  const sts = new STSClient({});
  try {
    const { Account: accountId = '', Arn: callerArn = '' } = await sts.send(new GetCallerIdentityCommand({}));
    const [region, { expiration: expiresAt }] = await Promise.all([
      sts.config.region(),
      sts.config.credentials(),
    ]);
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
    const target: Target = { ...judged, accountId, region, callerArn, expiresAt, clients };
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

import { GetRoleCommand, type IAMClient, SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam';
import { DescribeKeyCommand } from '@aws-sdk/client-kms';
import { GetAccountSettingsCommand } from '@aws-sdk/client-lambda';
import { GetParameterCommand } from '@aws-sdk/client-ssm';
import { PERSONALIZE_REGIONS } from '@ecommerce-recommenders/personalize/regions';
import { ok, problem, warning, type Checks } from '../check';
import type { Target } from '../target';

const MINUTE_MS = 60_000;
/** How long a deployment with trainings may take. */
const DEPLOYMENT_MS = 120 * MINUTE_MS;

/** Version of the bootstrap stack that templates of the current CDK require. */
const BOOTSTRAP_VERSION = 6;

/** Concurrency that the stack's functions need, with some left for other functions of the account. */
const FREE_CONCURRENCY = 10;

/** Checks of the account, except its Personalize resources. */
export const ACCOUNT_CHECKS: Checks<Target> = {
  credentials: async ({ expiresAt }) => {
    if (expiresAt === undefined) return ok('The credentials do not expire.');
    const leftMs = expiresAt.getTime() - Date.now();
    const at = expiresAt.toISOString();
    if (leftMs > DEPLOYMENT_MS) return ok(`The credentials expire at ${at}.`);
    return warning(
      `The credentials expire at ${at}, and a deployment may take two hours.`,
      'Log in again. When they expire, the deployment continues, but the CLI cannot report how it ends.',
    );
  },

  region: async ({ region }) =>
    PERSONALIZE_REGIONS.includes(region)
      ? ok(`${region} has Amazon Personalize.`)
      : problem(
          `${region} is not known to have Amazon Personalize.`,
          `Set AWS_REGION to one of ${PERSONALIZE_REGIONS.join(', ')}.`,
        ),

  bootstrap: async ({ accountId, region, qualifier, clients: { ssm } }) => {
    const Name = `/cdk-bootstrap/${qualifier}/version`;
    const remedy = `Run "npx cdk bootstrap aws://${accountId}/${region}".`;
    try {
      const { Parameter } = await ssm.send(new GetParameterCommand({ Name }));
      const version = Number(Parameter?.Value);
      return version >= BOOTSTRAP_VERSION
        ? ok(`Bootstrapped for the CDK, version ${version}, qualifier ${qualifier}.`)
        : problem(`The bootstrap has version ${version}; ${BOOTSTRAP_VERSION} is needed.`, remedy);
    } catch (error) {
      if ((error as Error).name !== 'ParameterNotFound') throw error;
      return problem(`${region} is not bootstrapped for the CDK with the qualifier ${qualifier}.`, remedy);
    }
  },

  permissions: async (target) => {
    const { callerArn, clients } = target;
    const isRoot = callerArn.endsWith(':root');
    if (isRoot) return warning('You are the account’s root, who may do everything.', 'Use a role or a user.');
    const PolicySourceArn = await policySource(callerArn, clients.iam);
    const ResourceArns = bootstrapRoles(target);
    const { EvaluationResults = [] } = await clients.iam.send(
      new SimulatePrincipalPolicyCommand({ PolicySourceArn, ActionNames: ['sts:AssumeRole'], ResourceArns }),
    );
    const denied = EvaluationResults.filter(({ EvalDecision }) => EvalDecision !== 'allowed');
    if (denied.length === 0) return ok(`${PolicySourceArn} may assume the roles with which the CDK deploys.`);
    const names = denied.map(({ EvalResourceName }) => EvalResourceName).join(', ');
    return problem(
      `${PolicySourceArn} may not assume ${names}, with which the CDK deploys.`,
      'Allow it sts:AssumeRole on these roles.',
    );
  },

  concurrency: async ({ clients: { lambda } }) => {
    const { AccountLimit = {} } = await lambda.send(new GetAccountSettingsCommand({}));
    const { ConcurrentExecutions = 0, UnreservedConcurrentExecutions = 0 } = AccountLimit;
    const says =
      `Of ${ConcurrentExecutions} concurrent executions of Lambda ${UnreservedConcurrentExecutions} are ` +
      'not reserved.';
    return UnreservedConcurrentExecutions >= FREE_CONCURRENCY
      ? ok(says)
      : warning(says, 'Reserve less for other functions, or ask for a higher quota in Service Quotas.');
  },

  key: async ({ settings: { kmsKeyArn }, region, clients: { kms } }) => {
    if (kmsKeyArn === '') return undefined;
    const of = kmsKeyArn.split(':')[3];
    if (of !== region)
      return problem(
        `The key ${kmsKeyArn} is in ${of}, but the stack is deployed to ${region}.`,
        `Set kmsKeyArn to a key in ${region}.`,
      );
    const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId: kmsKeyArn }));
    return KeyMetadata?.KeyState === 'Enabled'
      ? ok(`The key ${kmsKeyArn} is enabled.`)
      : problem(
          `The key ${kmsKeyArn} is ${KeyMetadata?.KeyState}.`,
          'Enable it, or name another as kmsKeyArn.',
        );
  },
};

/** The role of a session, or the user. The path of a role is missing in a session's ARN. */
async function policySource(callerArn: string, iam: IAMClient): Promise<string> {
  const [, RoleName] = /:assumed-role\/([^/]+)\//.exec(callerArn) ?? [];
  if (RoleName === undefined) return callerArn;
  const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
  return Role!.Arn!;
}

const bootstrapRoles = ({ accountId, region, qualifier }: Target): string[] =>
  ['deploy', 'file-publishing', 'lookup'].map(
    (what) => `arn:aws:iam::${accountId}:role/cdk-${qualifier}-${what}-role-${accountId}-${region}`,
  );

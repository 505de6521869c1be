import type { Fault } from 'embedded-aws/faults/fault-kinds';
import type { StormAccount } from '@ecommerce-recommenders/tools/rehearse/storm-account';

/**
 * What the account's root asks while a stack is deployed: the walk itself, and CloudFormation for the parameters of a template and
 * for responses of custom resources. All others have a role: a function that asked as root would be allowed everything.
 */
const OF_ROOT =
  /^(cloudformation|cfn-response):|^ssm:GetParameter$|^personalize:(List|Describe)Recommenders?$|^states:List/;

/** Faults that deny. */
const DENYING: readonly string[] = [
  'access-denied',
  'role-propagation',
  'policy-propagation',
] satisfies Fault['fault'][];

/**
 * Looks whether each of the latest thousand requests had a role, and was denied only by a fault. What a function of an earlier stack asks
 * once its role is gone does not count.
 *
 * @param begunAt - number of requests before the first that counts
 * @throws Error that names the request
 */
export async function expectAuthorized(
  account: StormAccount,
  begunAt: number,
  faults: readonly Fault[],
): Promise<void> {
  const { requests } = account.aws;
  const roles = new Set(await account.inventory());
  for (const { service, operation, caller, error } of requests
    .list()
    .slice(-Math.max(1, requests.total - begunAt))) {
    const what = `${service}:${operation} of ${caller}`;
    if (caller.endsWith(':root') && !OF_ROOT.test(`${service}:${operation}`))
      throw new Error(`Nobody looked whether ${what} is allowed`);
    const isAsked = roles.has(`AWS::IAM::Role ${caller.split('/')[1]}`);
    if (isAsked && /^AccessDenied/.test(error ?? '') && !faults.some(({ fault }) => DENYING.includes(fault)))
      throw new Error(`${what} is denied: ${error}`);
  }
}

import { AwsError } from '../../aws-error';
import type { Platform } from '../../platform';

/** A parsed reference to a function. */
export interface FunctionReference {
  readonly name: string;
  /** Version or alias. */
  readonly qualifier: string | undefined;
}

/**
 * Reads `NAME`, `function:NAME`, `ACCOUNT:function:NAME` or an ARN, each optionally followed by a version or an alias.
 *
 * @param action - the requested action, for the message
 * @throws AwsError `ResourceNotFoundException` for another region, `AccessDeniedException` for another account
 */
export function parseFunctionName(
  given: string,
  platform: Pick<Platform, 'region' | 'accountId'>,
  action = 'lambda:GetFunction',
): FunctionReference {
  const { region, account, name, qualifier } = FUNCTION_NAME.exec(given)?.groups ?? {};
  if (region !== undefined && region !== platform.region)
    throw new AwsError(
      'ResourceNotFoundException',
      `Functions from '${region}' are not reachable in this region ('${platform.region}')`,
      404,
    );
  if (account !== undefined && account !== platform.accountId)
    throw new AwsError(
      'AccessDeniedException',
      `User is not authorized to perform: ${action} on resource: ` +
        `arn:aws:lambda:${platform.region}:${account}:function:${name} ` +
        `because no resource-based policy allows the ${action} action`,
      403,
    );
  if (name !== undefined) return { name, qualifier };
  throw new AwsError(
    'ValidationException',
    `1 validation error detected: Value '${given}' at 'functionName' failed to satisfy constraint: ` +
      `Member must satisfy regular expression pattern: ${FUNCTION_NAME.source}`,
  );
}

const FUNCTION_NAME =
  /^(?:arn:[\w-]+:lambda:(?<region>[\w-]+):)?(?:(?<account>\d{12}):)?(?:function:)?(?<name>[\w-]{1,64})(?::(?<qualifier>\$LATEST|[\w-]+))?$/;

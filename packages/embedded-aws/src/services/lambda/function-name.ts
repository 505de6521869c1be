import { AwsError } from '../../aws-error';

/** Parses `NAME`, `function:NAME`, `ACCOUNT:function:NAME` or an ARN, with optional version or alias. */
export function parseFunctionName(given: string): { name: string; qualifier: string | undefined } {
  const match = FUNCTION_NAME.exec(given);
  if (match) return { name: match[1], qualifier: match[2] };
  throw new AwsError(
    'ValidationException',
    `1 validation error detected: Value '${given}' at 'functionName' failed to satisfy constraint: ` +
      `Member must satisfy regular expression pattern: ${FUNCTION_NAME.source}`,
  );
}

const FUNCTION_NAME =
  /^(?:arn:[\w-]+:lambda:[\w-]+:)?(?:\d{12}:)?(?:function:)?([\w-]{1,64})(?::(\$LATEST|[\w-]+))?$/;

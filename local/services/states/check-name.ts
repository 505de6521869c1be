import { AwsError } from '../../aws-error';

const FORBIDDEN = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}]/u;

/** @throws AwsError `InvalidName` for characters that Step Functions forbids in names */
export function checkName(name: string): void {
  if (FORBIDDEN.test(name))
    throw new AwsError(
      'InvalidName',
      `Invalid Name: '${name}': it must not hold white space or any of <>{}[]?*"#%\\^|~\`$&,;:/`,
    );
}

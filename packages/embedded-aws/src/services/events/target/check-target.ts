import { AwsError } from '../../../aws-error';
import { MAX_DOCUMENT_LEVELS, parseBoundedJson } from '../../../bounded-json';
import { checkEventPath } from './event-path';
import type { Target } from './target';
import { targetKindOf } from './target-kinds';

/** @throws AwsError `ValidationException` */
export function checkTarget(target: Target): void {
  const { Id, Arn, RoleArn, Input, InputPath, InputTransformer } = target;
  const refuse = (reason: string): AwsError => new AwsError('ValidationException', `Target ${Id}: ${reason}`);
  const kind = targetKindOf(Arn);
  if (kind.needsRole && RoleArn === undefined) throw refuse(`RoleArn is required for target ${Arn}.`);
  if ([Input, InputPath, InputTransformer].filter((given) => given !== undefined).length > 1)
    throw refuse('only one of Input, InputPath and InputTransformer must be provided.');
  if (Input !== undefined && !isJson(Input)) throw refuse(`JSON syntax error in Input.`);
  if (InputPath !== undefined) checkEventPath(InputPath, 'InputPath');
  for (const [name, path] of Object.entries(InputTransformer?.InputPathsMap ?? {})) {
    if (name.startsWith('AWS.') || name.startsWith('aws.'))
      throw refuse(`InputPathsMap must not have a name that starts with AWS, got ${name}.`);
    checkEventPath(path, `InputPathsMap.${name}`);
  }
}

function isJson(text: string): boolean {
  try {
    parseBoundedJson(text, MAX_DOCUMENT_LEVELS);
    return true;
  } catch {
    return false;
  }
}

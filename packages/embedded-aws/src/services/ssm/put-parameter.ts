import { findMismatch } from '../../allowed-patterns';
import { AwsError } from '../../aws-error';
import { TAG_LIST } from '../../tags';
import { onParameters, ssmAction } from './ssm-action';

const MAX_STANDARD_BYTES = 4096;

/** @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html */
export const putParameter = ssmAction({
  input: {
    Name: { type: 'string', required: true, min: 1, max: 1011, pattern: /(?!.*\/\/)[a-zA-Z0-9_.\-/]+/ },
    Value: { type: 'string', required: true, min: 1 },
    // SecureString, which needs KMS, is not supported.
    Type: { type: 'string', subset: ['String', 'StringList'] },
    Description: { type: 'string', max: 1024 },
    Overwrite: { type: 'boolean' },
    AllowedPattern: { type: 'string', max: 1024 },
    Tags: TAG_LIST,
    Tier: { type: 'string', subset: ['Standard'] },
    DataType: { type: 'string', subset: ['text'] },
  },
  permissions: onParameters('ssm:PutParameter'),
  run: ({ Name, Value, Type, Description, Overwrite, AllowedPattern, Tags }, store, { caller }) => {
    const existing = store.find(Name);
    if (existing && !Overwrite)
      throw new AwsError(
        'ParameterAlreadyExists',
        'The parameter already exists. To overwrite this value, set the overwrite option in the request to true.',
      );
    if (existing && Tags)
      throw new AwsError(
        'ValidationException',
        "Invalid request: tags and overwrite can't be used together. Use AddTagsToResource instead.",
      );
    const type = Type ?? existing?.Type;
    if (!type)
      throw new AwsError('ValidationException', 'A parameter type is required when you create a parameter.');
    if (existing && existing.Type !== type)
      throw new AwsError(
        'HierarchyTypeMismatchException',
        `The parameter ${Name} is a ${existing.Type}, not a ${type}`,
      );
    if (Buffer.byteLength(Value) > MAX_STANDARD_BYTES)
      throw new AwsError(
        'ValidationException',
        `The value of a Standard parameter has at most ${MAX_STANDARD_BYTES} bytes`,
      );
    if (AllowedPattern !== undefined) refuseMismatch(AllowedPattern, Value);
    const { Version } = store.put({
      Name,
      Type: type,
      Value,
      Description,
      AllowedPattern,
      LastModifiedUser: caller.arn,
      tags: existing?.tags ?? Tags ?? [],
    });
    return { Version, Tier: 'Standard' };
  },
});

function refuseMismatch(pattern: string, text: string): void {
  const mismatch = findMismatch([{ pattern, text }]);
  if (!mismatch) return;
  if (mismatch.reason !== undefined)
    throw new AwsError(
      'InvalidAllowedPatternException',
      `The embedded AWS cannot use the allowedPattern ${pattern}: ${mismatch.reason}`,
    );
  throw new AwsError(
    'ParameterPatternMismatchException',
    `Parameter value, cannot be validated against allowedPattern: ${pattern}`,
  );
}

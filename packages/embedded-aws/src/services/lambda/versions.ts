import { AwsError } from '../../aws-error';
import { describeConfiguration } from './describe-configuration';
import { FUNCTION_REFERENCE } from './function-fields';
import { lambdaAction, onFunction } from './lambda-action';
import { refuseStaleRevision } from './update-function';

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_PublishVersion.html */
export const publishVersion = lambdaAction({
  input: {
    FunctionName: FUNCTION_REFERENCE.FunctionName,
    CodeSha256: { type: 'string' },
    Description: { type: 'string', max: 256 },
    RevisionId: { type: 'string' },
  },
  permissions: onFunction('lambda:PublishVersion'),
  run: ({ FunctionName, CodeSha256, Description, RevisionId }, store) => {
    const fn = store.mustGetUnpublished(FunctionName);
    refuseStaleRevision(fn, RevisionId);
    if (CodeSha256 !== undefined && CodeSha256 !== fn.code.sha256)
      throw new AwsError(
        'InvalidParameterValueException',
        `CodeSHA256 (${CodeSha256}) is different from current CodeSHA256 in $LATEST (${fn.code.sha256}). ` +
          'Please try again with the CodeSHA256 in $LATEST.',
      );
    return describeConfiguration(store.publish(fn, Description));
  },
});

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_ListVersionsByFunction.html */
export const listVersionsByFunction = lambdaAction({
  input: {
    FunctionName: FUNCTION_REFERENCE.FunctionName,
    // Always a single page.
    Marker: { type: 'string' },
    MaxItems: { type: 'integer', min: 1, max: 10_000 },
  },
  permissions: onFunction('lambda:ListVersionsByFunction'),
  run: ({ FunctionName }, store) => {
    const fn = store.mustGetUnpublished(FunctionName);
    const published = [...store.publicationsOf(fn.name).versions.values()];
    return {
      Versions: [
        describeConfiguration(fn, `${fn.arn}:$LATEST`),
        ...published.map((version) => describeConfiguration(version)),
      ],
    };
  },
});

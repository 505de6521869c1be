import { AwsError } from '../../aws-error';
import { assumeRole } from './assume-role';
import { configure } from './configure';
import { describeUpdate } from './describe-configuration';
import { CODE_FIELDS, FUNCTION_REFERENCE, CONFIGURATION_FIELDS } from './function-fields';
import { installCode } from './install-code';
import { lambdaAction, onFunction, functionNeed, passToLambda } from './lambda-action';
import type { LambdaFunction } from './lambda-function';
import { layerNeeds, mergeLayers } from './merge-layers';

/** Fails if the revision in the request is stale. */
export function refuseStaleRevision(
  current: Pick<LambdaFunction, 'revisionId'>,
  revisionId: string | undefined,
): void {
  if (revisionId === undefined || revisionId === current.revisionId) return;
  throw new AwsError(
    'PreconditionFailedException',
    'The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id',
    412,
  );
}

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionCode.html */
export const updateFunctionCode = lambdaAction({
  input: {
    ...CODE_FIELDS,
    FunctionName: FUNCTION_REFERENCE.FunctionName,
    Architectures: { type: 'list', of: { type: 'string', enum: ['x86_64', 'arm64'] }, min: 1, max: 1 },
    Publish: { type: 'boolean' },
    RevisionId: { type: 'string' },
  },
  permissions: onFunction('lambda:UpdateFunctionCode'),
  run: async (input, store, call) => {
    const { name } = store.mustGetUnpublished(input.FunctionName);
    const code = await installCode(input, store, call);
    const fn = store.mustGet(name);
    refuseStaleRevision(fn, input.RevisionId);
    const { platform } = store;
    const updated = store.save({
      ...fn,
      architectures: input.Architectures ?? fn.architectures,
      code,
      revisionId: platform.newId(),
      modifiedMs: platform.clock.now(),
    });
    return describeUpdate(input.Publish ? store.publish(updated) : updated);
  },
});

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionConfiguration.html */
export const updateFunctionConfiguration = lambdaAction({
  input: {
    ...CONFIGURATION_FIELDS,
    FunctionName: FUNCTION_REFERENCE.FunctionName,
    RevisionId: { type: 'string' },
  },
  permissions: (input, store) => [
    functionNeed('lambda:UpdateFunctionConfiguration', input, store),
    ...passToLambda(input.Role),
    ...layerNeeds(input.Layers),
  ],
  run: (input, store) => {
    const fn = store.mustGetUnpublished(input.FunctionName);
    refuseStaleRevision(fn, input.RevisionId);
    const { platform } = store;
    if (input.Role !== undefined) assumeRole(input.Role, fn.name, platform);
    const updated = store.save({
      ...fn,
      ...configure(fn, fn.name, input, mergeLayers(input.Layers, store)),
      revisionId: platform.newId(),
      modifiedMs: platform.clock.now(),
    });
    return describeUpdate(updated);
  },
});

/**
 * Not supported: Event invocations are always tried three times.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_PutFunctionEventInvokeConfig.html
 */
export const putFunctionEventInvokeConfig = lambdaAction({
  input: {
    ...FUNCTION_REFERENCE,
    MaximumRetryAttempts: { type: 'integer' },
    MaximumEventAgeInSeconds: { type: 'integer' },
    DestinationConfig: { type: 'any' },
  },
  permissions: onFunction('lambda:PutFunctionEventInvokeConfig'),
  run: ({ FunctionName }) => {
    throw new AwsError(
      'InvalidParameterValueException',
      `PutFunctionEventInvokeConfig (of ${FunctionName}) is not supported by the embedded AWS: ` +
        'an event that fails runs again after one and after two more minutes',
    );
  },
});

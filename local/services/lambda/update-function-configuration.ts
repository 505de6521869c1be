import { assumeRole } from './assume-role';
import { configure } from './configure';
import { describeConfiguration } from './describe-configuration';
import { CONFIGURATION_FIELDS, FUNCTION_REFERENCE } from './function-fields';
import { functionNeed, lambdaAction, passToLambda } from './lambda-action';
import { refuseStaleRevision } from './refuse-stale-revision';

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
  ],
  run: (input, store) => {
    const fn = store.mustGet(input.FunctionName);
    refuseStaleRevision(fn, input.RevisionId);
    const { platform } = store;
    if (input.Role !== undefined) assumeRole(input.Role, fn.name, platform);
    const updated = store.save({
      ...fn,
      ...configure(fn, input, `/aws/lambda/${fn.name}`),
      revisionId: platform.newId(),
      modifiedMs: platform.clock.now(),
    });
    return describeConfiguration(updated);
  },
});

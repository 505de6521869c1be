import { describeConfiguration } from './describe-configuration';
import { CODE_FIELDS, FUNCTION_REFERENCE } from './function-fields';
import { installCode } from './install-code';
import { lambdaAction, onFunction } from './lambda-action';
import { refusePublish } from './refuse-publish';
import { refuseStaleRevision } from './refuse-stale-revision';

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
    refusePublish(input.Publish);
    const { name } = store.mustGet(input.FunctionName);
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
    return describeConfiguration(updated);
  },
});

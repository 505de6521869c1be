import { AwsError } from '../../aws-error';
import { isPropagating } from '../../faults/faults';
import { assumeRole, unassumableRole } from './assume-role';
import { configure, defaultConfiguration } from './configure';
import { describeCreation } from './describe-configuration';
import { CODE_FIELDS, CONFIGURATION_FIELDS } from './function-fields';
import { parseFunctionName } from './function-name';
import { installCode } from './install-code';
import { LATEST } from './lambda-store';
import { layerNeeds, mergeLayers } from './merge-layers';
import { functionNeed, lambdaAction, passToLambda } from './lambda-action';

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html */
export const createFunction = lambdaAction({
  input: {
    ...CONFIGURATION_FIELDS,
    FunctionName: { type: 'string', required: true, min: 1, max: 140 },
    Role: { ...CONFIGURATION_FIELDS.Role, required: true },
    Code: { type: 'structure', required: true, fields: CODE_FIELDS },
    PackageType: { type: 'string', subset: ['Zip'] },
    // Stored and returned only: the code runs on this machine's processor.
    Architectures: { type: 'list', of: { type: 'string', enum: ['x86_64', 'arm64'] }, min: 1, max: 1 },
    Publish: { type: 'boolean' },
    Tags: { type: 'map', of: { type: 'string', max: 256 }, max: 50 },
  },
  permissions: (input, store) => [
    functionNeed('lambda:CreateFunction', input, store),
    ...(input.Tags === undefined ? [] : [functionNeed('lambda:TagResource', input, store)]),
    ...passToLambda(input.Role),
    ...layerNeeds(input.Layers),
  ],
  run: async (input, store, call) => {
    if (input.Runtime === undefined || input.Handler === undefined)
      throw new AwsError(
        'InvalidParameterValueException',
        'Runtime and Handler are mandatory parameters for functions created with deployment packages.',
      );
    const { name } = parseFunctionName(input.FunctionName, store.platform);
    const configuration = configure(
      defaultConfiguration(name),
      name,
      input,
      mergeLayers(input.Layers, store),
    );
    refuseExisting(store.functions.has(name), name);
    if (isPropagating(store.platform.faults, input.Role)) throw unassumableRole();
    assumeRole(configuration.role, name, store.platform);
    const code = await installCode(input.Code, store, call);
    refuseExisting(store.functions.has(name), name);
    const { platform } = store;
    const created = store.save({
      ...configuration,
      name,
      arn: store.arnOf(name),
      version: LATEST,
      architectures: input.Architectures ?? ['x86_64'],
      code,
      tags: input.Tags ?? {},
      policy: [],
      revisionId: platform.newId(),
      modifiedMs: platform.clock.now(),
    });
    return describeCreation(input.Publish ? store.publish(created) : created, created.arn);
  },
});

function refuseExisting(exists: boolean, name: string): void {
  if (exists) throw new AwsError('ResourceConflictException', `Function already exist: ${name}`, 409);
}

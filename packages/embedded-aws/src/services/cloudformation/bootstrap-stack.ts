import { BOOTSTRAP_QUALIFIER, BOOTSTRAP_VERSION, bootstrapParameter } from '../../bootstrap';
import type { Platform } from '../../platform';
import { BOOTSTRAP_ID, VERSION_ID, withBootstrap } from './bootstrap-template';
import { Stack, type StackResource } from './engine/stack';
import { resolveOutputs } from './engine/stack-outputs';
import { stackScope } from './engine/stack-scope';
import { BOOTSTRAP_TYPE, bootstrapAttributes } from './resources/cdk-bootstrap';
import { createTarget } from './template/target';
import { parseTemplate } from './template/parse-template';

/** Stack name that `cdk bootstrap` looks for. */
export const BOOTSTRAP_STACK = 'CDKToolkit';

const PARAMETER_TYPE = 'AWS::SSM::Parameter';

/** What the CDK CLI reads of its bootstrap template: `cdk gc` asks for the parameter Qualifier. */
const TEMPLATE = {
  Parameters: {
    Qualifier: { Type: 'String', Default: BOOTSTRAP_QUALIFIER },
    BootstrapVariant: { Type: 'String', Default: 'AWS CDK: Default Resources' },
  },
  Resources: {
    [VERSION_ID]: {
      Type: PARAMETER_TYPE,
      Properties: {
        Type: 'String',
        Name: { 'Fn::Sub': bootstrapParameter('${Qualifier}') },
        Value: BOOTSTRAP_VERSION,
      },
    },
  },
  Outputs: { BootstrapVersion: { Value: BOOTSTRAP_VERSION } },
};

/** Whether a stack is, or is becoming, a bootstrap. */
export const isBootstrapStack = ({ deployment }: Stack): boolean =>
  deployment?.target.template.resources[BOOTSTRAP_ID]?.Type === BOOTSTRAP_TYPE;

/** The stack of `cdk bootstrap` without options, as if it had been deployed long ago. */
export function bootstrapStack(platform: Platform, id: string): Stack {
  const stack = new Stack(id, BOOTSTRAP_STACK, platform);
  const parameters = { Qualifier: BOOTSTRAP_QUALIFIER };
  const target = createTarget(
    withBootstrap(parseTemplate(JSON.stringify(TEMPLATE))),
    { given: parameters, resolved: parameters },
    {},
  );
  stack.deployment = { target, settings: { tags: [], capabilities: [] } };
  stack.lastGood = stack.deployment;
  const Name = bootstrapParameter(BOOTSTRAP_QUALIFIER);
  const resources: readonly Pick<
    StackResource,
    'logicalId' | 'type' | 'physicalId' | 'properties' | 'attributes'
  >[] = [
    {
      logicalId: BOOTSTRAP_ID,
      type: BOOTSTRAP_TYPE,
      physicalId: BOOTSTRAP_QUALIFIER,
      properties: parameters,
      attributes: bootstrapAttributes(BOOTSTRAP_QUALIFIER, platform),
    },
    {
      logicalId: VERSION_ID,
      type: PARAMETER_TYPE,
      physicalId: Name,
      properties: { Type: 'String', Name, Value: BOOTSTRAP_VERSION },
      attributes: {},
    },
  ];
  for (const resource of resources)
    stack.resources.set(resource.logicalId, {
      ...resource,
      isCreated: true,
      dependsOn: new Set(),
      status: 'CREATE_COMPLETE',
      updatedMs: stack.createdMs,
    });
  stack.outputs = resolveOutputs(
    target,
    stackScope(stack, target, () => ''),
  );
  stack.setStatus('CREATE_COMPLETE');
  return stack;
}

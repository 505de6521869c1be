import type { Target } from '../template/target';
import { isNoEcho } from '../template/template';

/** The parameters of a stack as answers show them: secrets are masked, and SSM values shown beside their names. */
export const describeParameters = ({ template, parameters }: Target): object[] =>
  Object.entries(parameters.given).map(([key, given]) => {
    const definition = template.parameters[key];
    if (isNoEcho(definition)) return { ParameterKey: key, ParameterValue: '****' };
    const resolved = [parameters.resolved[key]].flat().join(',');
    const isFromStore = definition.Type.startsWith('AWS::SSM::Parameter::Value');
    return { ParameterKey: key, ParameterValue: given, ...(isFromStore && { ResolvedValue: resolved }) };
  });

import { AwsError } from '../../aws-error';
import { selectedParameter, type ParameterValue } from './selected-parameter';
import { onParameters, ssmAction } from './ssm-action';
import { PARAMETER_NAMES, WITH_DECRYPTION } from './ssm-shapes';

/** @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameters.html */
export const getParameters = ssmAction({
  input: { Names: PARAMETER_NAMES, WithDecryption: WITH_DECRYPTION },
  permissions: onParameters('ssm:GetParameters'),
  run: ({ Names }, store) => {
    const Parameters: ParameterValue[] = [];
    const InvalidParameters: string[] = [];
    for (const name of new Set(Names)) {
      try {
        Parameters.push(selectedParameter(store, name));
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        InvalidParameters.push(name);
      }
    }
    return { Parameters, InvalidParameters };
  },
});

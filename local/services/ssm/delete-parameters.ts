import { onParameters, ssmAction } from './ssm-action';
import { PARAMETER_NAMES } from './ssm-shapes';

/** @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DeleteParameters.html */
export const deleteParameters = ssmAction({
  input: { Names: PARAMETER_NAMES },
  permissions: onParameters('ssm:DeleteParameters'),
  run: ({ Names }, store) => {
    const DeletedParameters = [...new Set(Names)].filter((name) => store.delete(name));
    return {
      DeletedParameters,
      InvalidParameters: Names.filter((name) => !DeletedParameters.includes(name)),
    };
  },
});

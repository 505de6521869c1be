import { onParameters, ssmAction } from './ssm-action';
import { PARAMETER_NAME, PARAMETER_NAMES } from './ssm-shapes';

/** @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DeleteParameter.html */
export const deleteParameter = ssmAction({
  input: { Name: PARAMETER_NAME },
  permissions: onParameters('ssm:DeleteParameter'),
  run: ({ Name }, store) => {
    // No ARN, unlike other operations.
    if (!store.delete(Name)) throw store.notFound(Name);
    return {};
  },
});

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

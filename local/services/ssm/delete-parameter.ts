import { onParameters, ssmAction } from './ssm-action';
import { PARAMETER_NAME } from './ssm-shapes';

/** @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_DeleteParameter.html */
export const deleteParameter = ssmAction({
  input: { Name: PARAMETER_NAME },
  permissions: onParameters('ssm:DeleteParameter'),
  run: ({ Name }, store) => {
    store.delete(store.mustFind(Name).Name);
    return {};
  },
});

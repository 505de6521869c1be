import { selectedParameter } from './selected-parameter';
import { onParameters, ssmAction } from './ssm-action';
import { PARAMETER_NAME, WITH_DECRYPTION } from './ssm-shapes';

/** @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameter.html */
export const getParameter = ssmAction({
  input: { Name: PARAMETER_NAME, WithDecryption: WITH_DECRYPTION },
  permissions: onParameters('ssm:GetParameter'),
  run: ({ Name }, store) => ({ Parameter: selectedParameter(store, Name) }),
});

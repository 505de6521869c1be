import { cloudFormationAction, onStack } from '../cloudformation-action';
import { STACK_REFERENCE } from '../deployment/deployment-fields';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_UpdateTerminationProtection.html */
export const updateTerminationProtection = cloudFormationAction({
  input: { StackName: STACK_REFERENCE, EnableTerminationProtection: { type: 'boolean', required: true } },
  permissions: onStack('cloudformation:UpdateTerminationProtection'),
  run: ({ StackName, EnableTerminationProtection }, store) => {
    const stack = store.mustFind(StackName);
    stack.terminationProtection = EnableTerminationProtection;
    return { StackId: stack.id };
  },
});

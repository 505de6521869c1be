import { cloudFormationAction, onStack } from '../cloudformation-action';
import { validationError } from '../template/template-error';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_GetTemplate.html */
export const getTemplate = cloudFormationAction({
  input: {
    StackName: { type: 'string', min: 1 },
    ChangeSetName: { type: 'string', min: 1 },
    // Both stages are the same: the embedded AWS runs no transforms.
    TemplateStage: { type: 'string', enum: ['Original', 'Processed'] },
  },
  permissions: onStack('cloudformation:GetTemplate'),
  run: ({ StackName, ChangeSetName }, store) => {
    if (StackName === undefined && ChangeSetName === undefined)
      throw validationError('StackName or ChangeSetName must be specified');
    const { deployment } =
      ChangeSetName === undefined
        ? store.mustFind(StackName!)
        : store.mustFindChangeSet(ChangeSetName, StackName).changeSet;
    return {
      // A stack in review has none yet; the CDK CLI asks all the same.
      TemplateBody: deployment?.target.template.text ?? '{}',
      StagesAvailable: ['Original', 'Processed'],
    };
  },
});

import { onAnything } from '../../../authorization/permission';
import { cloudFormationAction, onStack, onStackOrAnything } from '../cloudformation-action';
import { TEMPLATE_FIELDS } from '../deployment/deployment-fields';
import { loadTemplate } from '../deployment/load-template';
import { requiredCapabilities } from '../deployment/prepare-deployment';
import { EXTENSIONS } from '../template/parse-template';
import type { Template } from '../template/template';
import { isNoEcho } from '../template/template';
import { validationError } from '../template/template-error';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_GetTemplate.html */
export const getTemplate = cloudFormationAction({
  input: {
    StackName: { type: 'string', min: 1 },
    ChangeSetName: { type: 'string', min: 1 },
    // Both are the same: transforms are not supported.
    TemplateStage: { type: 'string', enum: ['Original', 'Processed'] },
  },
  permissions: onStack('cloudformation:GetTemplate'),
  run: ({ StackName, ChangeSetName }, store) => {
    if (StackName === undefined && ChangeSetName === undefined)
      throw validationError('StackName is required if ChangeSetName is not specified.');
    const { deployment } =
      ChangeSetName === undefined
        ? store.mustFind(StackName!)
        : store.mustFindChangeSet(ChangeSetName, StackName).changeSet;
    return {
      // A stack in review has no template, but the CDK CLI asks for it.
      TemplateBody: deployment?.target.template.text ?? '{}',
      StagesAvailable: ['Original', 'Processed'],
    };
  },
});

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_GetTemplateSummary.html */
export const getTemplateSummary = cloudFormationAction({
  input: { ...TEMPLATE_FIELDS, StackName: { type: 'string', min: 1 } },
  permissions: onStackOrAnything('cloudformation:GetTemplateSummary'),
  run: async ({ StackName, ...source }, store, { caller }) => {
    const stack = StackName === undefined ? undefined : store.mustFind(StackName);
    if (stack?.status === 'REVIEW_IN_PROGRESS')
      throw validationError('GetTemplateSummary cannot be called on REVIEW_IN_PROGRESS stacks.');
    const previous = stack?.deployment?.target.template;
    const UsePreviousTemplate = StackName !== undefined;
    const template = await loadTemplate(
      { ...source, UsePreviousTemplate },
      store.platform.as(caller),
      previous,
    );
    const { capabilities, reason } = requiredCapabilities(template);
    return {
      Parameters: Object.entries(template.parameters).map(([key, definition]) => ({
        ParameterKey: key,
        DefaultValue: definition.Default,
        ParameterType: definition.Type,
        NoEcho: isNoEcho(definition),
        Description: definition.Description,
        ParameterConstraints: { AllowedValues: definition.AllowedValues },
      })),
      Description: template.description,
      Capabilities: capabilities,
      CapabilitiesReason: reason,
      ResourceTypes: [...new Set(Object.values(template.resources).map(({ Type }) => Type))],
      Version: '2010-09-09',
      Metadata: template.metadata === undefined ? undefined : JSON.stringify(template.metadata),
      DeclaredTransforms: declaredTransforms(template),
    };
  },
});

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ValidateTemplate.html */
export const validateTemplate = cloudFormationAction({
  input: TEMPLATE_FIELDS,
  permissions: onAnything('cloudformation:ValidateTemplate'),
  run: async (source, store, { caller }) => {
    const template = await loadTemplate(source, store.platform.as(caller));
    const { capabilities, reason } = requiredCapabilities(template);
    return {
      Parameters: Object.entries(template.parameters).map(([key, definition]) => ({
        ParameterKey: key,
        DefaultValue: definition.Default,
        NoEcho: isNoEcho(definition),
        Description: definition.Description,
      })),
      Description: template.description,
      Capabilities: capabilities,
      CapabilitiesReason: reason,
      DeclaredTransforms: declaredTransforms(template),
    };
  },
});

const declaredTransforms = ({ isExtended }: Template): string[] => (isExtended ? [EXTENSIONS] : []);

import { cloudFormationAction, onStackOrAnything } from '../cloudformation-action';
import { TEMPLATE_FIELDS } from '../deployment/deployment-fields';
import { loadTemplate } from '../deployment/load-template';
import { requiredCapabilities } from '../deployment/required-capabilities';
import { isNoEcho } from '../template/template';

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_GetTemplateSummary.html */
export const getTemplateSummary = cloudFormationAction({
  input: { ...TEMPLATE_FIELDS, StackName: { type: 'string', min: 1 } },
  permissions: onStackOrAnything('cloudformation:GetTemplateSummary'),
  run: async ({ StackName, ...source }, store, { caller }) => {
    const previous =
      StackName === undefined ? undefined : store.mustFind(StackName).deployment?.target.template;
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
      DeclaredTransforms: [],
    };
  },
});

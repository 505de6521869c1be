import { onAnything } from '../../../authorization/permission';
import { cloudFormationAction } from '../cloudformation-action';
import { TEMPLATE_FIELDS } from '../deployment/deployment-fields';
import { loadTemplate } from '../deployment/load-template';
import { requiredCapabilities } from '../deployment/required-capabilities';
import { isNoEcho } from '../template/template';

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
      DeclaredTransforms: [],
    };
  },
});

import { AwsError } from '../../../aws-error';
import { requestCustomResource } from './custom-resource-request';
import { CustomResourceFailure, type CustomResourceResponse } from './custom-resource-response';
import { RefusedUpdate, resourceType, type Handled } from './resource-type';

const INVENTED_ID = { maxLength: 255 };

/**
 * A resource managed by the user's Lambda function, also as `Custom::…`.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-customresource.html
 */
export const customResource = resourceType({
  properties: {
    ServiceToken: { type: 'string', required: true },
    ServiceTimeout: { type: 'string', pattern: /[1-9]\d{0,2}|[12]\d{3}|3[0-5]\d{2}|3600/ },
  },
  hasOwnProperties: true,
  hasChangingAttributes: true,
  create: async (properties, context) => {
    try {
      return handled(await requestCustomResource(context, { RequestType: 'Create', properties }));
    } catch (error) {
      // Unless the invocation itself was refused, the function may have created something. If it did not name
      // it, the deletion gets a generated id.
      if (!(error instanceof AwsError))
        context.keepId(
          (error instanceof CustomResourceFailure && error.physicalId) || context.newName(INVENTED_ID),
        );
      throw error;
    }
  },
  update: async (properties, context) => {
    const { physicalId, previous } = context;
    if (previous.ServiceToken !== properties.ServiceToken)
      throw new RefusedUpdate('Modifying service token is not allowed.');
    return handled(
      await requestCustomResource(context, { RequestType: 'Update', properties, previous, physicalId }),
    );
  },
  remove: async (physicalId, context) => {
    const { properties } = context;
    await requestCustomResource(context, { RequestType: 'Delete', properties, physicalId });
  },
});

const handled = ({ PhysicalResourceId, Data }: CustomResourceResponse): Handled => ({
  physicalId: PhysicalResourceId,
  attributes: Data,
});

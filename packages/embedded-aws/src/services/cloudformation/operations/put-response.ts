import { nothing } from '../../../authorization/permission';
import { AwsError } from '../../../aws-error';
import { RestOutput } from '../../../gateway/rest-json-protocol';
import { cloudFormationAction } from '../cloudformation-action';

/**
 * Receives a custom resource's response; on AWS the ResponseURL is presigned by S3.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-responses.html
 */
export const putResponse = cloudFormationAction({
  input: {
    Region: { type: 'string', required: true },
    Token: { type: 'string', required: true },
    Body: { type: 'string', required: true },
  },
  // Unsigned: the path is the secret.
  permissions: nothing,
  run: ({ Token, Body }, { responses }) => {
    if (!responses.deliver(Token, Body)) throw new AwsError('AccessDenied', 'Access Denied', 403);
    return new RestOutput('');
  },
});

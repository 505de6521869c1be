import { nothing } from '../../../authorization/permission';
import { AwsError } from '../../../aws-error';
import { RestOutput } from '../../../gateway/rest-json-protocol';
import { cloudFormationAction } from '../cloudformation-action';

/**
 * Takes the response of a custom resource's function; on AWS the ResponseURL is a presigned one of S3.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-responses.html
 */
export const putResponse = cloudFormationAction({
  input: {
    Region: { type: 'string', required: true },
    Token: { type: 'string', required: true },
    Body: { type: 'string', required: true },
  },
  // Nobody signs for it: whoever knows the path may.
  permissions: nothing,
  run: ({ Token, Body }, { responses }) => {
    if (!responses.deliver(Token, Body)) throw new AwsError('AccessDenied', 'Access Denied', 403);
    return new RestOutput('');
  },
});

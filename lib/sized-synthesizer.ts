import {
  Annotations,
  DefaultStackSynthesizer,
  type FileAssetSource,
  type ISynthesisSession,
} from 'aws-cdk-lib';
import { statSync } from 'node:fs';
import path from 'node:path';

/**
 * Bytes of a template in S3.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
 */
const MAX_BYTES = 1_000_000;

/**
 * Makes an error of a template that is too large for CloudFormation, which would say so when all is published; CDK only
 * warns of it.
 */
export class SizedSynthesizer extends DefaultStackSynthesizer {
  protected override synthesizeTemplate(
    session: ISynthesisSession,
    ...lookupRole: [arn?: string, externalId?: string, options?: Record<string, unknown>]
  ): FileAssetSource {
    const source = super.synthesizeTemplate(session, ...lookupRole);
    const { size } = statSync(path.join(session.assembly.outdir, this.boundStack.templateFile));
    if (size > MAX_BYTES)
      Annotations.of(this.boundStack).addError(
        `The template has ${size.toLocaleString('en-US')} bytes, and CloudFormation takes ` +
          `${MAX_BYTES.toLocaleString('en-US')}. Every tag is in it a hundred times and more: shorten or drop some of the ` +
          `setting tags. Without indentation it is up to a third smaller: set ` +
          `"@aws-cdk/core:suppressTemplateIndentation" to true in the context of cdk.json.`,
      );
    return source;
  }
}

import {
  Annotations,
  DefaultStackSynthesizer,
  type FileAssetSource,
  type ISynthesisSession,
} from 'aws-cdk-lib';
import { statSync } from 'node:fs';
import path from 'node:path';

/**
 * Maximum size of a template in S3, in bytes.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
 */
const MAX_BYTES = 1_000_000;

/**
 * Fails the synth if the template is too large for CloudFormation. CDK only warns, and CloudFormation would refuse
 * the template after all assets are published.
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
        `The template has ${size.toLocaleString('en-US')} bytes, and CloudFormation accepts ` +
          `${MAX_BYTES.toLocaleString('en-US')}. Every tag occurs in it once for each resource that can have tags: shorten ` +
          `or remove some in the setting tags. Without indentation the template is up to a third smaller: set ` +
          `"@aws-cdk/core:suppressTemplateIndentation" to true in the context of cdk.json.`,
      );
    return source;
  }
}

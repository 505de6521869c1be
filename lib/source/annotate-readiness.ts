import { Annotations } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { heldOutWarning } from '@ecommerce-recommenders/shop-data/insight/readiness/held-out';
import { groupReadiness, readinessOf } from '@ecommerce-recommenders/shop-data/insight/readiness/readiness';
import { USE_CASES } from '@ecommerce-recommenders/personalize/use-cases';
import type { CoreSettings } from '@ecommerce-recommenders/shop-data/contracts/settings/core-settings';
import type { ArchiveFacts } from './archive-facts';

const HOW_TO_FORCE = 'To deploy all the same, pass -c force=true, or give the construct force: true.';

const HOW_TO_TRACE = 'The option --debug of the CDK CLI prints its stack trace.';

const HOW_TO_RETRY = 'This may be for lack of memory. Close other programs, and try again.';

const HOW_TO_MEASURE = 'This is by rules of thumb: npm run explore measures it, and the next synth knows.';

/**
 * Reports at synth what the data does not suffice for: a warning for use cases whose recommenders will be weak; an
 * error for blocked use cases, for unreadable data, and for a crashed reader. With `force`, all are warnings.
 */
export function annotateReadiness(
  scope: Construct,
  { archive, useCases, force }: Pick<CoreSettings, 'useCases' | 'force'> & { readonly archive: string },
  profile: ArchiveFacts,
): void {
  const annotations = Annotations.of(scope);
  const warn = (about: string, text: string): void =>
    annotations.addWarningV2(`ecommerce-recommenders:readiness:${about}`, text);
  const refuse = (about: string, text: string, remedy = ` ${HOW_TO_FORCE}`): void =>
    force ? warn(about, text) : annotations.addError(`${text}${remedy}`);

  if ('failure' in profile) {
    const { says, trace } = profile.failure;
    const text = `The archive ${archive} was not checked, because the program that reads it ${says}.`;
    const isDebugging = process.env.CDK_DEBUG === 'true';
    const remedy = isDebugging && trace ? `\n${trace}` : ` ${trace ? HOW_TO_TRACE : HOW_TO_RETRY}`;
    refuse('archive', text, remedy);
    return;
  }
  if ('problem' in profile) {
    refuse('archive', `The archive ${archive} cannot be deployed: ${profile.problem}.`);
    return;
  }
  const { facts, measurement } = profile;
  const tooMuch = heldOutWarning(facts);
  if (tooMuch !== undefined) warn('held-out', tooMuch);
  const wanted = readinessOf(facts, measurement).filter(({ useCase }) => useCases.has(useCase));
  for (const { useCases: concerned, verdict, reasons, measured } of groupReadiness(wanted)) {
    if (verdict === 'ready') continue;
    const { found, threshold, willDo, remedy } = reasons[0];
    const titles = concerned.map((useCase) => USE_CASES[useCase].title).join(', ');
    const text = `${titles}: ${verdict}. ${found}; ${threshold}. ${willDo} ${remedy}`;
    if (verdict === 'weak') warn(concerned.join(','), measured ? text : `${text} ${HOW_TO_MEASURE}`);
    else refuse(concerned.join(','), text);
  }
}

import { Annotations } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { heldOutWarning } from '@ecommerce-recommenders/shop-data/insight/readiness/held-out';
import { groupReadiness, readinessOf } from '@ecommerce-recommenders/shop-data/insight/readiness/readiness';
import { USE_CASES } from '@ecommerce-recommenders/personalize/use-cases';
import type { Settings } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import type { Survey } from './survey-archive';

const HOW_TO_FORCE = 'To deploy all the same, pass -c force=true, or give the construct force: true.';

const HOW_TO_MEASURE = 'This is by rules of thumb: npm run explore measures it, and the next synth knows.';

/**
 * Reports at synth what the data is insufficient for: a warning for use cases whose recommenders will be weak, an
 * error for those that are blocked and for data that cannot be read. With `force`, warnings only.
 */
export function annotateReadiness(
  scope: Construct,
  { archive, useCases, force }: Pick<Settings, 'archive' | 'useCases' | 'force'>,
  survey: Survey,
): void {
  const annotations = Annotations.of(scope);
  const warn = (about: string, text: string): void =>
    annotations.addWarningV2(`ecommerce-recommenders:readiness:${about}`, text);
  const refuse = force
    ? warn
    : (_about: string, text: string): void => annotations.addError(`${text} ${HOW_TO_FORCE}`);

  if ('problem' in survey) {
    refuse('archive', `The archive ${archive} cannot be deployed: ${survey.problem}.`);
    return;
  }
  const { facts, measurement } = survey;
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

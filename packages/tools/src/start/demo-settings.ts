import type { Readiness } from '@ecommerce-recommenders/shop-data/insight/readiness/readiness';
import type { Settings } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { possibleUseCases } from '@ecommerce-recommenders/shop-data/contracts/use-cases-of';
import type { GivenSettings } from '../given-settings';

/** The use case whose list changes with events immediately. */
const FOLLOWS_EVENTS: UseCaseName = 'recommended-for-you';

/**
 * Additional settings for the embedded AWS, where nothing is billed. They let the shop react to events: the event
 * tracker, and Recommended for you if the data suffices. Given settings take precedence.
 *
 * @param plain - the settings without the additional ones
 */
export function demoSettings(
  given: GivenSettings,
  plain: Pick<Settings, 'eventTracker' | 'useCases' | 'data' | 'serving'>,
  verdicts: readonly Pick<Readiness, 'useCase' | 'verdict'>[],
): GivenSettings {
  const isReady = verdicts.some(
    ({ useCase, verdict }) => useCase === FOLLOWS_EVENTS && verdict !== 'blocked',
  );
  // A list on S3 is the same for everybody, so it cannot react.
  const isPossible =
    isReady && plain.serving === 'live' && possibleUseCases(plain.data).includes(FOLLOWS_EVENTS);
  return {
    ...(given.eventTracker === undefined && !plain.eventTracker && { eventTracker: 'true' }),
    ...(given.useCases === undefined &&
      !plain.useCases.has(FOLLOWS_EVENTS) &&
      isPossible && { useCases: textOf(plain.useCases) }),
  };
}

/** Text of the use cases and one more, with their options if they have any. */
function textOf(useCases: Settings['useCases']): string {
  const all = [...useCases, [FOLLOWS_EVENTS, {}] as const];
  const hasOptions = all.some(([, options]) => Object.keys(options).length > 0);
  return hasOptions ? JSON.stringify(Object.fromEntries(all)) : all.map(([name]) => name).join(',');
}

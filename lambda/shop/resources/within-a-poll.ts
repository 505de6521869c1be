import type { PersonalizeClientConfig } from '@aws-sdk/client-personalize';

/**
 * Personalize for the function of a custom resource, which may run for a minute: a call without an answer fails after three
 * attempts of 10 seconds with an error that passes, so that the next poll makes it again.
 */
export const WITHIN_A_POLL = {
  maxAttempts: 3,
  requestHandler: { requestTimeout: 10_000, throwOnRequestTimeout: true },
} as const satisfies PersonalizeClientConfig;

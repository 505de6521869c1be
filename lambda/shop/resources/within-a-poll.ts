import type { PersonalizeClientConfig } from '@aws-sdk/client-personalize';

/**
 * Settings of the Personalize client in functions of custom resources, which may run for a minute: a call without a response
 * fails after three attempts of 10 seconds, with a transient error, so that the next poll retries it.
 */
export const WITHIN_A_POLL = {
  maxAttempts: 3,
  requestHandler: { requestTimeout: 10_000, throwOnRequestTimeout: true },
} as const satisfies PersonalizeClientConfig;

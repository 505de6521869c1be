import type { PersonalizeClientConfig } from '@aws-sdk/client-personalize';

/**
 * Settings of the Personalize client in functions of custom resources, which may run for a minute. A call without a
 * response fails after three attempts of 10 seconds each. That error is transient, so the next poll retries the call.
 */
export const WITHIN_A_POLL = {
  maxAttempts: 3,
  requestHandler: { requestTimeout: 10_000, throwOnRequestTimeout: true },
} as const satisfies PersonalizeClientConfig;

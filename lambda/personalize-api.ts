import type { PersonalizeClient } from '@aws-sdk/client-personalize';

/** The part of the Personalize client that the handlers use. */
export type PersonalizeApi = Pick<PersonalizeClient, 'send'>;

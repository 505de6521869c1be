import { PersonalizeClient } from '@aws-sdk/client-personalize';
import { PersonalizeEventsClient } from '@aws-sdk/client-personalize-events';
import { PersonalizeRuntimeClient } from '@aws-sdk/client-personalize-runtime';
import { S3Client } from '@aws-sdk/client-s3';
import type { LocalClientConfig } from '../local-client-config';

/** The clients that the page asks a deployed stack with. */
export interface PageClients {
  readonly personalize: PersonalizeClient;
  readonly runtime: PersonalizeRuntimeClient;
  readonly events: PersonalizeEventsClient;
  readonly s3: S3Client;
}

/** @param config - where the embedded AWS is; what the environment says if absent */
export function pageClients(config: LocalClientConfig | Record<never, never> = {}): PageClients {
  return {
    personalize: new PersonalizeClient(config),
    runtime: new PersonalizeRuntimeClient(config),
    events: new PersonalizeEventsClient(config),
    s3: new S3Client(config),
  };
}

import { LOCAL_REGION, localVariables } from './local-environment';

/** What a client of the SDK is given to reach the embedded AWS. */
export interface LocalClientConfig {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** Points a client of the SDK at the embedded AWS, whatever the environment says. */
export function localClientConfig(endpoint: string): LocalClientConfig {
  const variables = localVariables({ endpoint, region: LOCAL_REGION });
  return {
    endpoint,
    region: LOCAL_REGION,
    credentials: {
      accessKeyId: variables.AWS_ACCESS_KEY_ID,
      secretAccessKey: variables.AWS_SECRET_ACCESS_KEY,
    },
  };
}

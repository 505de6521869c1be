/** Host of custom resource response URLs. `.invalid` is reserved: nobody can register it. */
export const RESPONSE_HOST = 'cfn-response.localaws.invalid';

/** Path of a response URL. It is unsigned: the token is the secret. */
export const RESPONSE_PATH = '/_local/cfn-response/{Region}/{Token}';

/** Matches such a path; its group is the region. */
export const RESPONSE_PATH_PATTERN = /^\/_local\/cfn-response\/([a-z0-9-]+)\//;

/** The URL that takes a custom resource's response, or the signals of a wait condition, by PUT. */
export const responseUrl = (region: string, token: string): string =>
  `https://${RESPONSE_HOST}${RESPONSE_PATH.replace('{Region}', region).replace('{Token}', token)}`;

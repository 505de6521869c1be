/** How requests reach an API. Declared by the service, looked up by the router. */
export interface ReachedBy {
  /** Service name in the credential scope of signatures. @default the API's name */
  readonly signingName?: string;
  /** Header that distinguishes this API from others with the same signing name. */
  readonly header?: string;
  /**
   * Paths that distinguish it. Of APIs with the same signing name, the one without header and paths is the fallback.
   */
  readonly paths?: readonly string[];
  /** Path below `/_local/` of requests that need no signature because it holds a secret. Its first group is the region. */
  readonly secretPath?: RegExp;
  /** Whether unsigned requests go to this API. */
  readonly unsigned?: true;
  /** Its host names, besides those of this machine. */
  readonly hosts?: readonly string[];
  /** Domains with its host names: every name below them is one. */
  readonly domains?: readonly string[];
}

/** How requests reach each API, by API name. */
export type ReachedByApi = Readonly<Record<string, ReachedBy>>;

/** What leads a request to an API. The service declares it; the router looks it up. */
export interface ReachedBy {
  /** Service name in the credential scope of signatures. @default the API's name */
  readonly signingName?: string;
  /** Among APIs with one signing name: the header that only this one's requests have. */
  readonly header?: string;
  /** Among APIs with one signing name: the paths of this one. The API without header or paths gets the rest. */
  readonly paths?: readonly string[];
  /** Path of requests that need no signature because it holds a secret. Its first group is the region. */
  readonly secretPath?: RegExp;
  /** Whether unsigned requests go to this API. */
  readonly unsigned?: true;
  /** Its host names, besides those of this machine. */
  readonly hosts?: readonly string[];
  /** Domains with its host names: every name below them is one. */
  readonly domains?: readonly string[];
}

/** What leads to each API, by the API's name. */
export type ReachedByApi = Readonly<Record<string, ReachedBy>>;

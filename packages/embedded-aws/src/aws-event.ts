/** An event as a service emits it; the account puts the rest of the envelope around it. */
export interface NewAwsEvent {
  /** `aws.s3`, `my.shop` */
  readonly source: string;
  /** `Object Created` */
  readonly detailType: string;
  readonly detail: object;
  /** ARNs of what the event is about. */
  readonly resources?: readonly string[];
  /** Milliseconds since the Unix epoch. @default now */
  readonly timeMs?: number;
}

/** An event as targets get it. @see https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html */
export interface AwsEvent {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': string;
  readonly source: string;
  readonly account: string;
  /** ISO 8601 in whole seconds. */
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: object;
}

/** A time in milliseconds since the Unix epoch as ISO 8601 in whole seconds: `2026-12-24T18:00:00Z`. */
export const isoSeconds = (atMs: number): string => `${new Date(atMs).toISOString().slice(0, 19)}Z`;

/** An event as a service emits it; the account adds the envelope. */
export interface NewAwsEvent {
  /** `aws.s3`, `my.shop` */
  readonly source: string;
  /** `Object Created` */
  readonly detailType: string;
  readonly detail: object;
  /** ARNs of the affected resources. */
  readonly resources?: readonly string[];
  /** Milliseconds since the Unix epoch. @default now */
  readonly timeMs?: number;
  /** Event bus that receives it. @default 'default' */
  readonly busName?: string;
}

/** An event as targets receive it. @see https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html */
export interface AwsEvent {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': string;
  readonly source: string;
  readonly account: string;
  /** ISO 8601, whole seconds. */
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: object;
}

/** Formats Unix milliseconds as ISO 8601 in whole seconds: `2026-12-24T18:00:00Z`. */
export const isoSeconds = (atMs: number): string => `${new Date(atMs).toISOString().slice(0, 19)}Z`;

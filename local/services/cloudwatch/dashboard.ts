import type { Tag } from '../../tags';

/** A dashboard: what it shows, as JSON text. */
export interface Dashboard {
  readonly name: string;
  readonly arn: string;
  readonly body: string;
  /** Unix seconds. */
  readonly lastModified: number;
  readonly tags: readonly Tag[];
}

import type { ValueOf } from '../../gateway/shape';
import type { GRANT_OPERATIONS } from './create-grant';

/** A permission on a key beside its policy. */
export interface Grant {
  readonly id: string;
  readonly granteePrincipal: string;
  readonly retiringPrincipal?: string;
  readonly issuingAccount: string;
  readonly operations: ValueOf<typeof GRANT_OPERATIONS>;
  readonly name?: string;
  /** Unix seconds. */
  readonly createdAt: number;
}

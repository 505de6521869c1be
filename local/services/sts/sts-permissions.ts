import { nothing } from '../../authorization/needs';
import type { Permissions } from '../../authorization/permission';

/** What STS's operations need. The role's trust policy has its say where the session begins. */
export const STS_PERMISSIONS: Permissions<unknown> = {
  AssumeRole: nothing,
  GetCallerIdentity: nothing,
};

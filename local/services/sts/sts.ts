import { queryService } from '../../gateway/query-protocol';
import type { Platform } from '../../platform';
import type { ServiceDefinition } from '../service-definition';
import { assumeRole } from './assume-role';
import { getCallerIdentity } from './get-caller-identity';

/** AWS Security Token Service. */
export const stsDefinition: ServiceDefinition<Platform> = {
  scope: 'global',
  createStore: (platform) => platform,
  apis: {
    sts: queryService({
      name: 'sts',
      xmlns: 'https://sts.amazonaws.com/doc/2011-06-15/',
      actions: { AssumeRole: assumeRole, GetCallerIdentity: getCallerIdentity },
    }),
  },
  inventory: () => [],
};

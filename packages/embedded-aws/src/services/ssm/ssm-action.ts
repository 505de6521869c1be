import type { Permission } from '../../authorization/permission';
import { actionOf } from '../../gateway/action';
import type { SsmStore } from './ssm-store';

/** An operation of SSM's Parameter Store. */
export const ssmAction = actionOf<SsmStore>();

interface ParameterInput {
  readonly Name?: string;
  readonly Names?: readonly string[];
  readonly Path?: string;
  readonly ResourceId?: string;
}

/**
 * Permission for an action on parameters. The ARN has a single slash where the name may start with another;
 * it has no version.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html
 */
export const onParameters =
  (action: string): Permission<ParameterInput, SsmStore> =>
  ({ Name, Names, Path, ResourceId }, { platform }) => {
    const names = Names ?? [Name ?? Path ?? ResourceId ?? ''];
    const arnOf = (name: string): string =>
      name.startsWith('arn:')
        ? name
        : `arn:aws:ssm:${platform.region}:${platform.accountId}:parameter/${name.replace(/^\//, '').split(':')[0]}`;
    return [{ action, resources: names.map(arnOf) }];
  };

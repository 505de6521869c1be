import { onAnything } from '../../authorization/needs';
import type { Permission, Permissions } from '../../authorization/permission';
import type { SsmStore } from './ssm-store';

interface ParameterInput {
  readonly Name?: string;
  readonly Names?: readonly string[];
  readonly Path?: string;
  readonly ResourceId?: string;
}

/** A parameter's ARN has one slash where its name may begin with another; a version is no part of it. */
const onParameters =
  (action: string): Permission<SsmStore> =>
  ({ Name, Names, Path, ResourceId }: ParameterInput, { platform }) => {
    const names = Names ?? [Name ?? Path ?? ResourceId ?? ''];
    const arnOf = (name: string): string =>
      name.startsWith('arn:')
        ? name
        : `arn:aws:ssm:${platform.region}:${platform.accountId}:parameter/${name.replace(/^\//, '').split(':')[0]}`;
    return [{ action, resources: names.map(arnOf) }];
  };

/**
 * What the Parameter Store's operations need.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html
 */
export const SSM_PERMISSIONS: Permissions<SsmStore> = {
  AddTagsToResource: onParameters('ssm:AddTagsToResource'),
  DeleteParameter: onParameters('ssm:DeleteParameter'),
  DeleteParameters: onParameters('ssm:DeleteParameters'),
  DescribeParameters: onAnything('ssm:DescribeParameters'),
  GetParameter: onParameters('ssm:GetParameter'),
  GetParameters: onParameters('ssm:GetParameters'),
  GetParametersByPath: onParameters('ssm:GetParametersByPath'),
  ListTagsForResource: onParameters('ssm:ListTagsForResource'),
  PutParameter: onParameters('ssm:PutParameter'),
  RemoveTagsFromResource: onParameters('ssm:RemoveTagsFromResource'),
};

import type { Need } from '../../authorization/permission';
import { AwsError } from '../../aws-error';
import { pageOf } from '../../gateway/page';
import type { Shape } from '../../gateway/shape';
import { kmsAction, keyNeed } from './kms-action';
import { KEY_ID, PAGING } from './kms-shapes';
import type { Alias, KmsStore } from './kms-store';

const ALIAS_NAME = {
  type: 'string',
  required: true,
  min: 1,
  max: 256,
  pattern: /alias\/[a-zA-Z0-9/_-]+/,
} as const satisfies Shape;
const TARGET = { AliasName: ALIAS_NAME, TargetKeyId: KEY_ID } as const;

/** Permissions on an alias, its current key and its new one. */
function aliasNeeds(action: string, name: string, keyIds: readonly string[], store: KmsStore): Need[] {
  return [
    { action, resources: [store.aliasArn(name)] },
    ...keyIds.map((keyId) => keyNeed(action, keyId, store)),
  ];
}

const formerKey = (name: string, store: KmsStore): string[] => {
  const alias = store.findAlias(name);
  return alias ? [alias.keyId] : [];
};

/** @throws AwsError `NotAuthorizedException` for AWS's own names */
function checkName(name: string): void {
  if (name.startsWith('alias/aws/'))
    throw new AwsError('NotAuthorizedException', 'Aliases that begin with alias/aws/ are reserved for AWS.');
}

const members = ({ name, arn, keyId, createdAt, updatedAt }: Alias): object => ({
  AliasName: name,
  AliasArn: arn,
  TargetKeyId: keyId,
  CreationDate: createdAt,
  LastUpdatedDate: updatedAt,
});

/** @see https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html */
export const createAlias = kmsAction({
  input: TARGET,
  permissions: ({ AliasName, TargetKeyId }, store) =>
    aliasNeeds('kms:CreateAlias', AliasName, [TargetKeyId], store),
  run: ({ AliasName, TargetKeyId }, store) => {
    checkName(AliasName);
    const key = store.mustFindLasting(TargetKeyId);
    if (store.findAlias(AliasName)) {
      const arn = store.aliasArn(AliasName);
      throw new AwsError('AlreadyExistsException', `An alias with the name ${arn} already exists`);
    }
    store.putAlias(AliasName, key);
    return undefined;
  },
});

/** @see https://docs.aws.amazon.com/kms/latest/APIReference/API_UpdateAlias.html */
export const updateAlias = kmsAction({
  input: TARGET,
  permissions: ({ AliasName, TargetKeyId }, store) =>
    aliasNeeds('kms:UpdateAlias', AliasName, [...formerKey(AliasName, store), TargetKeyId], store),
  run: ({ AliasName, TargetKeyId }, store) => {
    const key = store.mustFindLasting(TargetKeyId);
    store.putAlias(store.mustFindAlias(AliasName).name, key);
    return undefined;
  },
});

/** @see https://docs.aws.amazon.com/kms/latest/APIReference/API_DeleteAlias.html */
export const deleteAlias = kmsAction({
  input: { AliasName: ALIAS_NAME },
  permissions: ({ AliasName }, store) =>
    aliasNeeds('kms:DeleteAlias', AliasName, formerKey(AliasName, store), store),
  run: ({ AliasName }, store) => {
    store.removeAlias(store.mustFindAlias(AliasName).name);
    return undefined;
  },
});

/** Aliases of customer keys. @see https://docs.aws.amazon.com/kms/latest/APIReference/API_ListAliases.html */
export const listAliases = kmsAction({
  input: { KeyId: { ...KEY_ID, required: undefined }, ...PAGING },
  permissions: () => [{ action: 'kms:ListAliases', resources: ['*'] }],
  run: ({ KeyId, Limit = 50, Marker }, store) => {
    const key = KeyId === undefined ? undefined : store.mustFind(KeyId);
    const found = store.listAliases().filter(({ keyId }) => !key || keyId === key.id);
    const page = { size: Limit, token: Marker };
    const { items, nextToken } = pageOf(found, ({ name }) => name, page, 'InvalidMarkerException');
    return { Aliases: items.map(members), Truncated: nextToken !== undefined, NextMarker: nextToken };
  },
});

import { randomBytes } from 'node:crypto';
import { iamAction, onIdentity } from './iam-action';
import { iamError } from './iam-errors';
import { iamPage, identityName, PAGE_MEMBERS } from './iam-shapes';
import type { AccessKey, User } from './user';

const NAME = { UserName: identityName('User') } as const;
const KEY = {
  ...NAME,
  AccessKeyId: { type: 'string', required: true, min: 16, max: 128, pattern: /\w+/ },
} as const;
const STATUS = { type: 'string', required: true, enum: ['Active', 'Inactive'] } as const;

const MAX_KEYS = 2;

const keyMembers = ({ name }: User, { id, createdAt, status }: AccessKey): object => ({
  UserName: name,
  AccessKeyId: id,
  Status: status,
  CreateDate: createdAt,
});

function mustFindKey({ accessKeys }: User, id: string): AccessKey {
  const key = accessKeys.get(id);
  if (!key) throw iamError('NoSuchEntity', `The Access Key with id ${id} cannot be found.`);
  return key;
}

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateAccessKey.html */
export const createAccessKey = iamAction({
  input: NAME,
  permissions: onIdentity('User', 'iam:CreateAccessKey'),
  run: ({ UserName }, store) => {
    const user = store.mustFind('User', UserName);
    if (user.accessKeys.size >= MAX_KEYS)
      throw iamError('LimitExceeded', `Cannot exceed quota for AccessKeysPerUser: ${MAX_KEYS}`);
    const key: AccessKey = { id: store.newId('AKIA').slice(0, 20), createdAt: store.now(), status: 'Active' };
    user.accessKeys.set(key.id, key);
    store.knownKeys.add(key.id);
    return {
      AccessKey: { ...keyMembers(user, key), SecretAccessKey: randomBytes(30).toString('base64') },
    };
  },
});

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAccessKeys.html */
export const listAccessKeys = iamAction({
  input: { ...NAME, ...PAGE_MEMBERS },
  permissions: onIdentity('User', 'iam:ListAccessKeys'),
  run: ({ UserName, ...page }, store) => {
    const user = store.mustFind('User', UserName);
    const { items, next } = iamPage(user.accessKeys.values(), ({ id }) => id, page);
    return { AccessKeyMetadata: items.map((key) => keyMembers(user, key)), ...next };
  },
});

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAccessKey.html */
export const updateAccessKey = iamAction({
  input: { ...KEY, Status: STATUS },
  permissions: onIdentity('User', 'iam:UpdateAccessKey'),
  run: ({ UserName, AccessKeyId, Status }, store) => {
    mustFindKey(store.mustFind('User', UserName), AccessKeyId).status = Status;
    return undefined;
  },
});

/** @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteAccessKey.html */
export const deleteAccessKey = iamAction({
  input: KEY,
  permissions: onIdentity('User', 'iam:DeleteAccessKey'),
  run: ({ UserName, AccessKeyId }, store) => {
    const user = store.mustFind('User', UserName);
    user.accessKeys.delete(mustFindKey(user, AccessKeyId).id);
    return undefined;
  },
});

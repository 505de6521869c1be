import type { S3Client } from '@aws-sdk/client-s3';
import { DATASETS } from '../../domain/datasets';
import type { PageUser } from '../../domain/page-api';
import { Directory } from './directory';
import { preparedFile } from './prepared-file';

/** The users of a deployed stack, to be searched by name. */
export async function readUsers(client: S3Client, bucket: string): Promise<Directory<PageUser>> {
  const users = new Directory<PageUser>();
  for await (const rows of preparedFile(client, bucket, DATASETS.USERS.file, ['USER_ID', 'USER_NAME']))
    for (const [userId, name] of rows) users.add(userId, { userId, name }, name);
  return users;
}

import type { Shape } from '../../gateway/shape';
import { BUCKET, KEY } from './bucket-shapes';

/** Which upload a request is about. */
export const UPLOAD_MEMBERS = {
  Bucket: BUCKET,
  Key: KEY,
  UploadId: { type: 'string', required: true },
} as const satisfies Record<string, Shape>;

/** Number of a part. */
export const PART_NUMBER = { type: 'integer', required: true, min: 1, max: 10_000 } as const satisfies Shape;

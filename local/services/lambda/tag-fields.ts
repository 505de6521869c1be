import type { Fields } from '../../gateway/shape';

/** The function whose tags an operation is about. */
export const TAGGED_RESOURCE = {
  Resource: { type: 'string', required: true, min: 1, max: 256 },
} as const satisfies Fields;

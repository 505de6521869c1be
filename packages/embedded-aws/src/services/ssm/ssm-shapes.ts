import type { Shape } from '../../gateway/shape';

/** Parameter name or ARN, optionally with `:VERSION`. */
export const PARAMETER_NAME = { type: 'string', required: true, min: 1, max: 2048 } as const satisfies Shape;

/** Names of up to ten parameters. */
export const PARAMETER_NAMES = {
  type: 'list',
  required: true,
  min: 1,
  max: 10,
  of: PARAMETER_NAME,
} as const satisfies Shape;

/** No effect: no parameter is encrypted. */
export const WITH_DECRYPTION = { type: 'boolean' } as const satisfies Shape;

/** Parameters are the only taggable resource here. */
export const TAGGED_RESOURCE = {
  ResourceType: { type: 'string', required: true, subset: ['Parameter'] },
  ResourceId: PARAMETER_NAME,
} as const satisfies Record<string, Shape>;

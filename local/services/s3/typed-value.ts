import type { Shape } from '../../gateway/shape';

/** A text of the wire as a value of its shape; what does not fit is left for validation to refuse. */
export function typedValue(text: string, shape: Shape | undefined): unknown {
  const type = shape?.type;
  if (type === 'integer' || type === 'number') return Number(text);
  if (type === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  if (type === 'timestamp') return Date.parse(text) / 1_000;
  return text;
}

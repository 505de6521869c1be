/** A share as a percentage that never says 0% or 100% of what is not exactly that. */
export function percent(part: number, whole: number): string {
  if (part === 0 || whole === 0) return '0%';
  if (part === whole) return '100%';
  const value = (100 * part) / whole;
  if (value < 0.1) return '<0.1%';
  return `${Math.min(99.9, value).toFixed(value < 10 || value > 99 ? 1 : 0)}%`;
}

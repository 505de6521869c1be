/** A duration as people say it: `0`, `340 ms`, `2.4 s`, `3 min 20 s`, `1 h 5 min`. */
export function duration(ms: number): string {
  if (ms === 0) return '0';
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${Number((ms / 1000).toFixed(1))} s`;
  const seconds = Math.round(ms / 1000);
  return seconds < 3600 ? parts(seconds, 60, 'min', 's') : parts(Math.round(seconds / 60), 60, 'h', 'min');
}

function parts(amount: number, size: number, large: string, small: string): string {
  const rest = amount % size;
  return `${Math.floor(amount / size)} ${large}${rest > 0 ? ` ${rest} ${small}` : ''}`;
}

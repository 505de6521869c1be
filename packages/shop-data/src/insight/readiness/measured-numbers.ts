/** A share as a number out of 100: `31`, `3.7`, `0.2`. */
export const ofHundred = (share: number): string => {
  const value = 100 * share;
  return value === 0 || value >= 9.95 ? String(Math.round(value)) : value.toFixed(1);
};

/** A difference in percentage points: `+12.3`, `-0.4`. */
export const points = (difference: number): string => {
  const value = (100 * difference).toFixed(1);
  return Number(value) > 0 ? `+${value}` : value.replace(/^-0\.0$/, '0.0');
};

/** A difference of NDCG: `+0.022`, `−0.004`. */
export const signed = (difference: number): string =>
  `${difference < 0 ? '−' : '+'}${Math.abs(difference).toFixed(3)}`;

/** A day in UTC. */
export const dateOf = (seconds: number): string => new Date(1000 * seconds).toISOString().slice(0, 10);

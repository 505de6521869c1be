const FORMAT = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 });

/** A number in few characters: `1.2K`, `3M`. */
export const compactNumber = (number: number): string => FORMAT.format(number);

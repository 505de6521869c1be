// The data says no currency.
const FORMAT = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** A price as the shop shows it; nothing for an item without one. */
export const price = (amount: number | undefined): string =>
  amount === undefined ? '' : FORMAT.format(amount);

import { type Command, InvalidArgumentError } from 'commander';
import { basename } from 'node:path';
import type { ShopBranding } from './page-answers';

/** Name and currency of the archive that the project ships. */
const SHIPPED: Readonly<Record<string, ShopBranding>> = {
  'RetailSampleDataSet.tar.gz': { name: 'Sample Shop', currency: 'USD' },
};

/** Options of a command that shows the shop. */
export interface BrandingOptions {
  readonly shopName?: string;
  readonly currency?: string;
}

/** Adds the options of {@link BrandingOptions}. */
export const addBrandingOptions = (command: Command): Command =>
  command
    .option('--shop-name <text>', 'the name of the shop on the page')
    .option('--currency <code>', 'the currency of its prices, such as USD or KRW', currencyCode);

/** The given options, with defaults for the archive that the project ships. */
export const brandingOf = ({ shopName, currency }: BrandingOptions, archive: string): ShopBranding => {
  const shipped = SHIPPED[basename(archive)] ?? {};
  return {
    ...shipped,
    ...(shopName !== undefined && { name: shopName }),
    ...(currency !== undefined && { currency }),
  };
};

function currencyCode(text: string): string {
  const code = text.toUpperCase();
  if (isCurrency(code)) return code;
  throw new InvalidArgumentError('Expected a currency of ISO 4217, such as USD, EUR or KRW.');
}

/** Whether a text is the code of a currency in use. */
export const isCurrency = (text: string): boolean => Intl.supportedValuesOf('currency').includes(text);

import { DECIMAL } from '@ecommerce-recommenders/personalize/import-rules';

/** A currency before or after a number: a sign, or the three letters of its code. */
const CURRENCY = /^(?:\p{Sc}|[A-Z]{3})\s*|\s*(?:\p{Sc}|[A-Z]{3})$/gu;

const GROUPED = /^-?\d{1,3}(?:,\d{3})+(?:\.\d*)?$/;
const WITH_COMMA = /^-?\d+(?:,\d*)?$/;
const GROUPED_WITH_COMMA = /^-?\d{1,3}(?:[.\s]\d{3})+(?:,\d*)?$/;

/** Reads a number; NaN for text that is none. */
export type ReadNumber = (text: string) => number;

/** A reader of numbers with grouped thousands or not, and with a currency or not. */
export function numberReader(decimalComma = false): ReadNumber {
  return decimalComma
    ? (text) => {
        const bare = text.trim().replace(CURRENCY, '');
        const isNumber = WITH_COMMA.test(bare) || GROUPED_WITH_COMMA.test(bare);
        return isNumber ? Number(bare.replace(/[.\s]/g, '').replace(',', '.')) : NaN;
      }
    : (text) => {
        if (DECIMAL.test(text)) return Number(text);
        const bare = text.trim().replace(CURRENCY, '');
        if (DECIMAL.test(bare)) return Number(bare);
        return GROUPED.test(bare) ? Number(bare.replace(/,/g, '')) : NaN;
      };
}

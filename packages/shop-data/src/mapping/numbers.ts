import { DECIMAL } from '@ecommerce-recommenders/personalize/import-rules';

/** A currency before or after a number: a sign, or the three letters of its code. */
const CURRENCY = /^(?:\p{Sc}|[A-Z]{3})\s*|\s*(?:\p{Sc}|[A-Z]{3})$/gu;

const GROUPED = /^-?\d{1,3}(?:,\d{3})+(?:\.\d*)?$/;
const WITH_COMMA = /^-?\d+(?:,\d*)?$/;
const GROUPED_WITH_COMMA = /^-?\d{1,3}(?:[.\s]\d{3})+(?:,\d*)?$/;

/** No number of a shop is longer. The patterns are not linear in the length of a text. */
const MAX_CHARACTERS = 64;

/** Reads a number; NaN for text that is none. */
export type ReadNumber = (text: string) => number;

/** A reader of numbers with grouped thousands or not, and with a currency or not. */
export function numberReader(decimalComma = false): ReadNumber {
  return decimalComma
    ? (text) => {
        const bare = bareNumber(text);
        const isNumber = WITH_COMMA.test(bare) || GROUPED_WITH_COMMA.test(bare);
        return isNumber ? Number(bare.replace(/[.\s]/g, '').replace(',', '.')) : NaN;
      }
    : (text) => {
        if (text.length <= MAX_CHARACTERS && DECIMAL.test(text)) return Number(text);
        const bare = bareNumber(text);
        if (DECIMAL.test(bare)) return Number(bare);
        return GROUPED.test(bare) ? Number(bare.replace(/,/g, '')) : NaN;
      };
}

/** A number without its currency; empty for text that is too long to be one. */
function bareNumber(text: string): string {
  const trimmed = text.trim();
  return trimmed.length > MAX_CHARACTERS ? '' : trimmed.replace(CURRENCY, '');
}

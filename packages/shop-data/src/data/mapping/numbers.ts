import { DECIMAL } from '@ecommerce-recommenders/personalize/import-rules';

/** Pattern of a currency: a sign, the three letters of its code, or what shops write after a price. */
export const CURRENCY_WORD = '(?:\\p{Sc}|[A-Z]{3}|원|円|元|kr\\.?|zł|Kč|Ft|руб\\.?)';

/** Matches a currency before or after a number. */
const CURRENCY = new RegExp(`^${CURRENCY_WORD}\\s*|\\s*${CURRENCY_WORD}$`, 'gu');

export const GROUPED = /^-?\d{1,3}(?:,\d{3})+(?:\.\d*)?$/;
export const WITH_COMMA = /^-?\d+(?:,\d*)?$/;
export const GROUPED_WITH_COMMA = /^-?\d{1,3}(?:[.\s]\d{3})+(?:,\d*)?$/;

/** Maximum length of a number. It limits the time of the patterns, which is not linear. */
export const MAX_CHARACTERS = 64;

/** Largest single-precision number. */
export const MAX_FLOAT = 3.4028235e38;

/** Parses a number to plain decimal text, keeping its digits; `undefined` if the text is not a number. */
export type ReadDecimal = (text: string) => string | undefined;

/**
 * Returns a parser of numbers, with or without grouped thousands and a currency. `sql/number-sql.ts` compiles the same patterns.
 */
export function decimalReader(decimalComma = false): ReadDecimal {
  return decimalComma
    ? (text) => {
        const bare = bareNumber(text);
        const isNumber = WITH_COMMA.test(bare) || GROUPED_WITH_COMMA.test(bare);
        return isNumber ? bare.replace(/[.\s]/g, '').replace(',', '.') : undefined;
      }
    : (text) => {
        if (text.length <= MAX_CHARACTERS && DECIMAL.test(text)) return text;
        const bare = bareNumber(text);
        if (DECIMAL.test(bare)) return bare;
        return GROUPED.test(bare) ? bare.replace(/,/g, '') : undefined;
      };
}

/** Parses a number; NaN if the text is not a number. */
export type ReadNumber = (text: string) => number;

/** Like {@link decimalReader}, but the parser returns a number. */
export function numberReader(decimalComma = false): ReadNumber {
  const read = decimalReader(decimalComma);
  return (text) => Number(read(text) ?? NaN);
}

/** A number without its currency; empty if the text is too long. */
const bareNumber = (text: string): string =>
  text.length > MAX_CHARACTERS ? '' : text.trim().replace(CURRENCY, '');

import { parseJson, type Parse } from './setting-parsers';

/** More would be a mailing list's business. */
const MAX_ADDRESSES = 20;

/** A list of e-mail addresses, each once, also as JSON text or separated by commas; an empty text stands for none. */
export const parseAddresses: Parse<readonly string[]> = (raw) => {
  const value = typeof raw === 'string' ? (parseJson(raw) ?? listOf(raw)) : raw;
  if (!Array.isArray(value) || value.length > MAX_ADDRESSES) return undefined;
  const isRight = value.every((one) => typeof one === 'string' && /^[^@\s,]+@[^@\s,]+\.[^@\s,.]+$/.test(one));
  return isRight && new Set(value).size === value.length ? (value as string[]) : undefined;
};

const listOf = (text: string): string[] =>
  text.trim() === '' ? [] : text.split(',').map((address) => address.trim());

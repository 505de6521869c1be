import { en } from './en';
import { ko } from './ko';
import type { Texts } from './texts';

/** The languages of the page, by the codes that browsers use. */
export const LANGUAGES = {
  en: { name: 'English', locale: 'en-US', texts: en },
  ko: { name: '한국어', locale: 'ko-KR', texts: ko },
} as const satisfies Record<
  string,
  { readonly name: string; readonly locale: string; readonly texts: Texts }
>;

/** `en`, `ko`. */
export type LanguageCode = keyof typeof LANGUAGES;

/** All codes, in the order of the switch. */
export const LANGUAGE_CODES = Object.keys(LANGUAGES) as LanguageCode[];

const isKnown = (code: string): code is LanguageCode => Object.hasOwn(LANGUAGES, code);

/**
 * The initial language.
 *
 * @param chosen - what the visitor has chosen before
 * @param preferred - the browser's languages, best first, such as `ko-KR`
 */
export function firstLanguage(chosen: string | null, preferred: readonly string[]): LanguageCode {
  const asked = [chosen ?? '', ...preferred.map((tag) => tag.split('-')[0])];
  return asked.find(isKnown) ?? 'en';
}

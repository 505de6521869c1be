import type { LanguageCode } from '../../../browser/texts/languages';
import { en, type ReportTexts } from './en';
import { ko } from './ko';

/** Texts by language code. The languages are those of the page, which shows the report. */
const TEXTS: Readonly<Record<LanguageCode, ReportTexts>> = { en, ko };

/** The codes of the languages. */
export const REPORT_LANGUAGES = Object.keys(TEXTS) as LanguageCode[];

/** The language of the report: the requested one if it exists, otherwise English. */
export const reportLanguage = (asked: string): LanguageCode =>
  REPORT_LANGUAGES.find((code) => code === asked) ?? 'en';

/** The texts of a language that {@link reportLanguage} has returned. */
export const reportTexts = (language: LanguageCode): ReportTexts => TEXTS[language];

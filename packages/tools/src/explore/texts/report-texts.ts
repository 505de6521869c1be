import { en, type ReportTexts } from './en';
import { ko } from './ko';

/** Texts by the code of their language. */
const TEXTS: Readonly<Record<string, ReportTexts>> = { en, ko };

/** The codes of the languages. */
export const REPORT_LANGUAGES = Object.keys(TEXTS);

/** The language that the report has: the one that is asked for, or English. */
export const reportLanguage = (asked: string): string => (Object.hasOwn(TEXTS, asked) ? asked : 'en');

/** The texts of a language of {@link reportLanguage}. */
export const reportTexts = (language: string): ReportTexts => TEXTS[language];

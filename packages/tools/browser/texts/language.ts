import { createContext } from 'preact';
import { useCallback, useContext, useEffect, useState } from 'preact/hooks';
import { type Formats, formatsOf } from './formats';
import { firstLanguage, type LanguageCode } from './languages';

/** The language of the page, with a function to switch it. */
export interface Language extends Formats {
  readonly switchTo: (code: LanguageCode) => void;
}

/** The language, for all components. */
export const LanguageContext = createContext<Language | undefined>(undefined);

export function useLanguage(): Language {
  return useContext(LanguageContext)!;
}

const KEY = 'language';

/** The language that was chosen here before, or that of the browser. */
export function useLanguageState(): Language {
  const [code, setCode] = useState(() => firstLanguage(remembered(), navigator.languages));
  useEffect(() => {
    document.documentElement.lang = code;
  }, [code]);
  const switchTo = useCallback((next: LanguageCode) => {
    setCode(next);
    try {
      localStorage.setItem(KEY, next);
    } catch {
      // Without storage, the browser forgets the choice.
    }
  }, []);
  return { ...formatsOf(code), switchTo };
}

function remembered(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

import type { PreparationOptions } from '../options';
import { remembered } from './shop';

/** The data profile by language, each rendered once. */
export function profileIn(data: PreparationOptions): (language: string) => Promise<string> {
  const byLanguage = new Map<string, () => Promise<string>>();
  const render = (language: string): Promise<string> => {
    // Lazy: the report loads charts and texts.
    const report = require('../explore/explore-report') as typeof import('../explore/explore-report');
    return report.profileDocument(data, language);
  };
  return (language) => {
    const known = byLanguage.get(language) ?? remembered(() => render(language));
    byLanguage.set(language, known);
    return known();
  };
}

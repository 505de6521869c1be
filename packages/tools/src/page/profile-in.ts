import { existsSync } from 'node:fs';
import { CACHE_FOLDER } from '@ecommerce-recommenders/shop-data/contracts/project-folder';
import { keptMeasurement } from '@ecommerce-recommenders/shop-data/insight/readiness/measurement-cache';
import type { PreparationOptions } from '../options';
import { remembered } from './shop';

/** The data profile by language, each rendered once, and once more when the data has been measured. */
export function profileIn(data: PreparationOptions): (language: string) => Promise<string> {
  const rendered = new Map<string, () => Promise<string>>();
  const render = (language: string): Promise<string> => {
    // Lazy: the report loads charts and texts.
    const report = require('../explore/explore-report') as typeof import('../explore/explore-report');
    return report.profileDocument(data, language);
  };
  return async (language) => {
    // The rendering says why an archive cannot be read.
    const isMeasured = existsSync(data.archive) && keptMeasurement(CACHE_FOLDER, data) !== undefined;
    const key = `${language} ${isMeasured}`;
    const known = rendered.get(key) ?? remembered(() => render(language));
    rendered.set(key, known);
    return known();
  };
}

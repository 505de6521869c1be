import { existsSync } from 'node:fs';
import { CACHE_FOLDER } from '@ecommerce-recommenders/shop-data/contracts/project-folder';
import { keptMeasurement } from '@ecommerce-recommenders/shop-data/insight/readiness/measurement-cache';
import type { PreparationOptions } from '../options';
import { remembered } from './shop';

/** Returns the data profile by language. Each is rendered once, and again once the data has been measured. */
export function profileIn(data: PreparationOptions): (language: string) => Promise<string> {
  const rendered = new Map<string, () => Promise<string>>();
  const render = (language: string): Promise<string> => {
    // Loaded lazily, because the report loads charts and texts.
    const report = require('../explore/explore-report') as typeof import('../explore/explore-report');
    return report.profileDocument(data, language);
  };
  return async (language) => {
    // If the archive cannot be read, rendering reports that.
    const isMeasured = existsSync(data.archive) && keptMeasurement(CACHE_FOLDER, data) !== undefined;
    const key = `${language} ${isMeasured}`;
    const known = rendered.get(key) ?? remembered(() => render(language));
    rendered.set(key, known);
    return known();
  };
}

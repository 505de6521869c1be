import { readPrepared } from './prepared-tables';
import type { QualityData } from '../quality-data';

/**
 * A sample of The Complete Journey of 84.51° (the R package completejourney), as an archive in the workshop's format:
 * purchases of a grocer's customers. Lines were sampled one by one, so orders are incomplete.
 *
 * @see https://bradleyboehmke.github.io/completejourney/
 */
export const readCompleteJourney = async (path: string): Promise<QualityData> => ({
  ...(await readPrepared(path)),
  title: 'Complete Journey',
  origin: 'Purchases of a grocer’s customers, drawn line by line: sparse, and without orders.',
});

import type { Readiness } from '../../domain/readiness/readiness';

/** A sign beside each verdict, for those who see no colour. */
export const VERDICT_SIGNS: Record<Readiness['verdict'], string> = {
  ready: '✓',
  weak: '!',
  'will fail': '✗',
};

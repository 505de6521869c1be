import { BEAUTY } from './beauty';
import { CAMPING } from './camping';
import { CLOTHING } from './clothing';
import { ELECTRONICS } from './electronics';
import { FURNITURE } from './furniture';
import { GARDEN } from './garden';
import { KITCHEN } from './kitchen';
import { LIVING } from './living';
import { MUSIC } from './music';
import { PANTRY } from './pantry';
import { SEASONAL } from './seasonal';
import { SHOES } from './shoes';
import type { Category } from './style';

/** The whole shop, category by category. */
export const CATALOGUE: readonly Category[] = [
  BEAUTY,
  CAMPING,
  CLOTHING,
  ELECTRONICS,
  FURNITURE,
  GARDEN,
  KITCHEN,
  LIVING,
  MUSIC,
  PANTRY,
  SEASONAL,
  SHOES,
];

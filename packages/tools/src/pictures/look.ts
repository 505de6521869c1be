import { sceneryOf, type Scenery } from '@ecommerce-recommenders/storefront/pictures';
import type { PageItem } from '../page/page-answers';
import { drawingOf, type DrawingName } from './drawings';

/** Appearance of a drawn picture. */
export interface Look extends Scenery {
  readonly drawing: DrawingName;
}

/** The appearance of an item, derived from its name and style, so that it is the same everywhere. */
export const lookOf = ({ itemId, name = itemId, style, category }: PageItem): Look => ({
  drawing: drawingOf(style, name, category),
  ...sceneryOf(`${name} ${style ?? ''}`),
});

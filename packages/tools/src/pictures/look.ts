import { sceneryOf, type Scenery } from '@ecommerce-recommenders/storefront/pictures';
import type { PageItem } from '../page/page-answers';
import { drawingOf, type DrawingName } from './drawings';

/** How a drawn picture looks. */
export interface Look extends Scenery {
  readonly drawing: DrawingName;
}

/** The look of an item, from its name and style: the same wherever it appears. */
export const lookOf = ({ itemId, name = itemId, style, category }: PageItem): Look => ({
  drawing: drawingOf(style, name, category),
  ...sceneryOf(`${name} ${style ?? ''}`),
});

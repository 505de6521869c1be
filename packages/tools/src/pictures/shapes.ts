import { SCENES } from '@ecommerce-recommenders/storefront/pictures';
import { DRAWINGS } from './drawings';
import type { Look } from './look';

export const VIEW_BOX = '0 0 120 90';

/** The shapes of a picture as SVG markup. It contains no shop data, so it needs no escaping. Colors are in picture.css. */
export function shapesOf({ drawing, scene, isMirrored }: Look): string {
  const mirrored = isMirrored ? ' transform="matrix(-1 0 0 1 120 0)"' : '';
  return (
    '<rect class="ground" width="120" height="90"/>' +
    `<path class="scene ${scene}" d="${SCENES[scene]}"${mirrored}/>` +
    '<ellipse class="shadow" cx="60" cy="75" rx="27" ry="4"/>' +
    `<path class="drawing" d="${DRAWINGS[drawing]}" transform="translate(31.2 15) scale(2.4)"/>`
  );
}

import { DRAWINGS } from './drawings';
import type { Look } from './look';

/** Path data of each scene, on the ground of {@link VIEW_BOX}. */
const SCENES: Record<Look['scene'], string> = {
  sun: 'M58 34a26 26 0 1 0 52 0 26 26 0 1 0-52 0z',
  hills: 'M0 74c18-26 36-26 56-8 18-24 44-24 64-2v26H0z',
  arch: 'M30 90V46a30 30 0 0 1 60 0v44z',
  dots: 'M14 14h.01M38 14h.01M62 14h.01M86 14h.01M110 14h.01M26 34h.01M50 34h.01M74 34h.01M98 34h.01M14 54h.01M38 54h.01M62 54h.01M86 54h.01M110 54h.01',
  stripes: 'M0 0h16v90H0zM32 0h16v90H32zM64 0h16v90H64zM96 0h16v90H96z',
  window: 'M70 8h18v24H70zM92 8h18v24H92zM70 36h18v20H70zM92 36h18v20H92z',
  corner: 'M0 0h62L0 76z',
  plain: 'M0 62h120v28H0z',
};

export const VIEW_BOX = '0 0 120 90';

/** The shapes of a picture as SVG markup, which contains no shop data and needs no escaping. Colors are in picture.css. */
export function shapesOf({ drawing, scene, isMirrored }: Look): string {
  const mirrored = isMirrored ? ' transform="matrix(-1 0 0 1 120 0)"' : '';
  return (
    '<rect class="ground" width="120" height="90"/>' +
    `<path class="scene ${scene}" d="${SCENES[scene]}"${mirrored}/>` +
    '<ellipse class="shadow" cx="60" cy="75" rx="27" ry="4"/>' +
    `<path class="drawing" d="${DRAWINGS[drawing]}" transform="translate(31.2 15) scale(2.4)"/>`
  );
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PageItem } from '../page/page-answers';
import { lookOf } from './look';
import { shapesOf, VIEW_BOX } from './shapes';

const STYLE = readFileSync(join(__dirname, 'picture.css'), 'utf8');

/** The picture that the page draws for an item, as an SVG file for light and dark mode. */
export function pictureFile(item: PageItem): string {
  const look = lookOf(item);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" class="picture" viewBox="${VIEW_BOX}" style="--hue:${look.hue}">` +
    `<style>${STYLE}</style>${shapesOf(look)}</svg>`
  );
}

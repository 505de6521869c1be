import { DRAWINGS, drawingOf } from '../../src/pictures/drawings';
import { lookOf } from '../../src/pictures/look';
import { pictureFile } from '../../src/pictures/picture-file';
import { shapesOf } from '../../src/pictures/shapes';

const NAMES = ['Low Daybed', 'Linen Sofa', 'Curved Daybed', 'Bouclé Sofa Bed', 'Tufted Daybed'];

it.each([
  ['sofas', 'Low Daybed', 'furniture', 'sofa'],
  ['string lights', 'Copper Garland', 'living', 'string'],
  ['', 'Nylon Guitar', 'music', 'guitar'],
  ['', 'Something', 'Garden', 'tulip'],
  ['', 'Something', 'toString', 'box'],
  // Words that only begin like known ones.
  ['', 'Teekanne aus Porzellan', '', 'box'],
  ['', 'Teapot', 'kitchen', 'pot'],
  ['', 'Grüntee', '', 'box'],
  ['dressers', 'White Dresser', 'furniture', 'chair'],
  ['', 'Two Tees', '', 'shirt'],
  ['dresses', 'Summer', 'apparel', 'dress'],
])('the picture of an item of style “%s” named “%s” in “%s” shows a %s', (style, name, category, drawing) => {
  expect(drawingOf(style, name, category)).toBe(drawing);
  expect(DRAWINGS).toHaveProperty(drawing);
});

it('the picture of an item is the same wherever the item appears, and unlike those of other items of its style', () => {
  const items = NAMES.map((name) => ({ itemId: name, name, style: 'sofas' }));
  expect(lookOf({ ...items[0], price: 3 })).toEqual(lookOf(items[0]));
  expect(new Set(items.map((item) => JSON.stringify(lookOf(item)))).size).toBe(NAMES.length);
  // Of the item’s id where nothing else is known.
  expect(lookOf({ itemId: 'a' })).not.toEqual(lookOf({ itemId: 'b' }));
});

it('the picture of an item is the same in a file, which has the colours and nothing of the data', () => {
  const item = { itemId: 'i', name: '<script>', style: '</style>', category: '&' };
  const file = pictureFile(item);
  expect(file).toContain(shapesOf(lookOf(item)));
  expect(file).toContain('prefers-color-scheme: dark');
  expect(file).not.toMatch(/script|undefined|&/);
});

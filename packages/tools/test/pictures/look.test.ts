import { DRAWINGS, drawingOf } from '../../src/pictures/drawings';
import { lookOf } from '../../src/pictures/look';
import { pictureFile } from '../../src/pictures/picture-file';
import { shapesOf } from '../../src/pictures/shapes';

const NAMES = [
  'Low Daybed',
  'Linen Sofa',
  'Curved Daybed',
  'Bouclé Sofa Bed',
  'Tufted Daybed',
  'Low Corner Sofa',
];

describe('the picture of an item', () => {
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
  ])('of style “%s” named “%s” in “%s” shows a %s', (style, name, category, drawing) => {
    expect(drawingOf(style, name, category)).toBe(drawing);
    expect(DRAWINGS).toHaveProperty(drawing);
  });

  it('is the same wherever the item appears', () => {
    const item = { itemId: 'i', name: 'Low Daybed', style: 'sofas' };
    expect(lookOf({ ...item, price: 3 })).toEqual(lookOf(item));
  });

  it('looks unlike those of other items of its style', () => {
    const looks = NAMES.map((name) => JSON.stringify(lookOf({ itemId: name, name, style: 'sofas' })));
    expect(new Set(looks).size).toBe(NAMES.length);
  });

  it('is of the item’s id where nothing else is known', () => {
    expect(lookOf({ itemId: 'a' })).not.toEqual(lookOf({ itemId: 'b' }));
  });

  it('is the same in a file, which has the colours and nothing of the data', () => {
    const item = { itemId: 'i', name: '<script>', style: '</style>', category: '&' };
    const file = pictureFile(item);
    expect(file).toContain(shapesOf(lookOf(item)));
    expect(file).toContain('prefers-color-scheme: dark');
    expect(file).not.toMatch(/script|undefined|&/);
  });
});

import type { Category } from './style';

/** Products for nights outside and the way there. */
export const CAMPING: Category = {
  name: 'camping',
  closings: [
    'Weighed with everything in the bag, not without.',
    'Repairs are free for life.',
    'Tried in rain, wind, and a field of cows.',
    'Packs down to the size of a loaf.',
  ],
  styles: [
    {
      name: 'tents',
      count: 28,
      firsts: 'Ridge, Dome, Tunnel, Ultralight, Family, Storm, Pop-Up, Canvas',
      nouns: 'Two-Person Tent, Four-Person Tent, Trekking Tent, Bell Tent',
      phrases:
        'that one person can pitch in five minutes|with a porch, two doors, and pockets for everything',
      dollars: [89, 599],
      cents: 0,
      goesWith: ['sleeping bags', 'camp lights'],
      appeal: 14,
      season: 'summer',
    },
    {
      name: 'sleeping bags',
      count: 26,
      firsts: 'Down, Three-Season, Mummy, Double, Summer, Expedition, Recycled',
      nouns: 'Sleeping Bag, Sleeping Quilt, Bag Liner, Camp Blanket',
      phrases:
        'warm to freezing, light to carry|with a baffle, a draught collar, and a zip that never catches',
      dollars: [39, 329],
      cents: 95,
      goesWith: ['sleeping mats'],
      appeal: 11,
      season: 'summer',
    },
    {
      name: 'sleeping mats',
      count: 24,
      firsts: 'Self-Inflating, Foam, Insulated, Wide, Folding, Air, Reflective',
      nouns: 'Sleeping Mat, Camp Mattress, Sit Pad, Ground Mat',
      phrases: 'that is 3" thick and silent|for side sleepers, back sleepers, and dogs',
      dollars: [19, 169],
      cents: 95,
      appeal: 9,
      season: 'summer',
    },
    {
      name: 'camp lights',
      count: 24,
      firsts: 'Solar, Rechargeable, Clip-On, Red-Light, Crank, Magnetic, Dimmable',
      nouns: 'Camp Lantern, Head Torch, Tent Light, Flashlight',
      phrases: 'that runs for sixty hours|bright enough to cook by, small enough to lose',
      dollars: [14, 89],
      cents: 99,
      appeal: 9,
    },
    {
      name: 'backpacks',
      count: 28,
      firsts: 'Roll-Top, Day, Waxed, Commuter, Trekking, Frameless, Cycling, Canvas',
      nouns: 'Backpack, Rucksack, Hip Pack, Duffel Bag',
      phrases:
        'with a sleeve for a 15" laptop, a bottle pocket, and a rain cover|that carries its weight on the hips',
      dollars: [34, 229],
      cents: 95,
      goesWith: ['water bottles'],
      appeal: 14,
      season: 'school',
    },
    {
      name: 'water bottles',
      count: 26,
      firsts: 'Insulated, Steel, Collapsible, Filter, Wide-Mouth, Slim, Titanium',
      nouns: 'Water Bottle, Flask, Canteen, Tumbler',
      phrases: 'cold for a day, hot for twelve hours|that does not sweat, leak, or taste of anything',
      dollars: [12, 59],
      cents: 50,
      appeal: 12,
    },
  ],
};

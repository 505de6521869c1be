const { default: Sequencer } = require('@jest/test-sequencer');

/** Folders with tests of several minutes, the longest first: started last, they would keep one processor busy alone. */
const LONGEST = ['/test/storm/storm.long.test.ts', '/test/whole/', '/test/storm/'];

const rank = ({ path }) => {
  const place = LONGEST.findIndex((part) => path.replaceAll('\\', '/').includes(part));
  return place === -1 ? LONGEST.length : place;
};

/** Jest's own order, with the known long tests first. */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((a, b) => rank(a) - rank(b));
  }
};

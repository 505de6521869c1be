const { default: Sequencer } = require('@jest/test-sequencer');

/** Folders whose tests take minutes, the longest first: begun last, they would keep one processor alone busy. */
const LONGEST = ['/test/storm/storm.test.ts', '/test/whole/', '/test/storm/'];

const rank = ({ path }) => {
  const place = LONGEST.findIndex((part) => path.replaceAll('\\', '/').includes(part));
  return place === -1 ? LONGEST.length : place;
};

/** Jest's own order, but for the tests that are known to be long. */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((a, b) => rank(a) - rank(b));
  }
};

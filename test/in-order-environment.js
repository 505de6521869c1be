const { TestEnvironment } = require('jest-environment-node');

/** For scenarios, whose tests build on each other: they run in their order whatever `--randomize` says. */
module.exports = class InOrderEnvironment extends TestEnvironment {
  handleTestEvent({ name }, state) {
    if (name === 'setup') state.randomize = false;
  }
};

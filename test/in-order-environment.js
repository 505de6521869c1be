const { TestEnvironment } = require('jest-environment-node');

/** For a scenario, whose tests are the steps of one story: they run in their order whatever `--randomize` says. */
module.exports = class InOrderEnvironment extends TestEnvironment {
  handleTestEvent({ name }, state) {
    if (name === 'setup') state.randomize = false;
  }
};

const OneProcessEnvironment = require('./one-process-environment.js');

/** For scenarios, whose tests build on each other: they run in their order whatever `--randomize` says. */
module.exports = class InOrderEnvironment extends OneProcessEnvironment {
  handleTestEvent({ name }, state) {
    if (name === 'setup') state.randomize = false;
  }
};

const { appendFileSync } = require('node:fs');
const { ModernFakeTimers } = require('@jest/fake-timers');
const { ModuleMocker } = require('jest-mock');
const { processorSeconds } = require('./processor-seconds');

/**
 * Runs test files on the globals of their worker. Jest's own environment gives each file new ones, so that no file can use what
 * another has loaded.
 *
 * Environment variables, working directory, mocks and fake timers end with the file that set them.
 */
module.exports = class OneProcessEnvironment {
  /** Message of a file that did not run because the time of its suite was up; closing-line-reporter.js lists them. */
  static NOT_RUN = 'Not run: the time of this suite was up (build/run-tests.mjs).';

  global = globalThis;

  constructor({ projectConfig }, { testPath }) {
    if (Date.now() > Number(process.env.TESTS_START_BEFORE ?? Infinity))
      throw new Error(OneProcessEnvironment.NOT_RUN);
    this.moduleMocker = new ModuleMocker(globalThis);
    this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: globalThis });
    this.fakeTimers = null;
    this.env = { ...process.env };
    this.cwd = process.cwd();
    this.exit = process.exit;
    this.testPath = testPath;
    this.secondsBefore = processorSeconds();
  }

  async setup() {}

  async teardown() {
    this.moduleMocker.restoreAllMocks();
    this.fakeTimersModern.dispose();
    for (const name of Object.keys(process.env)) if (!(name in this.env)) delete process.env[name];
    Object.assign(process.env, this.env);
    process.chdir(this.cwd);
    // Jest's, which reports a test that calls it, would call that of the file before, and keep it.
    process.exit = this.exit;
    forgetApps();
    this.isTornDown = true;
    const { TESTS_WORK } = process.env;
    const seconds = processorSeconds();
    if (TESTS_WORK && seconds !== undefined)
      appendFileSync(TESTS_WORK, `${JSON.stringify([this.testPath, seconds - this.secondsBefore])}\n`);
  }

  exportConditions() {
    return ['node', 'node-addons'];
  }

  /** Only asked whether the environment still exists: shared-modules-runtime.js compiles for the globals of the worker. */
  getVmContext() {
    return this.isTornDown ? null : globalThis;
  }
};

/**
 * Frees the apps of the file. aws-cdk-lib keeps tokens and references, and with them every construct, for as long as the process
 * lives. Tokens that its modules made as they were loaded stay: shared-modules-runtime.js notes them.
 */
function forgetApps() {
  const map = globalThis.__cdkTokenMap;
  if (map === undefined) return;
  const { stringTokenMap, numberTokenMap, ofModules = [] } = map;
  const isOfModule = (key) => {
    const at = Number(/\d+$/.exec(key)?.[0]);
    return ofModules.some(([from, to]) => at >= from && at < to);
  };
  for (const tokens of [stringTokenMap, numberTokenMap])
    for (const [key, token] of tokens) {
      if (isOfModule(key)) continue;
      tokens.delete(key);
      token.constructor.referenceTable?.clear();
    }
}

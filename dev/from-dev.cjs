// @ts-check
/**
 * Loads a package of dev/package.json, for tests and measurements.
 *
 * @param {string} name
 * @returns {unknown}
 * @throws {Error} that says what to run if it is not installed
 */
exports.fromDev = (name) => {
  try {
    return require(name);
  } catch (cause) {
    throw new Error(
      `${name} is not installed. Install it with the other tools of dev/: npm ci --prefix dev`,
      { cause },
    );
  }
};

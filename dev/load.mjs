/**
 * Imports a package of dev/package.json, for programs outside this folder. If it is missing, the process exits and
 * says what to run.
 *
 * @param {string} name
 * @returns {Promise<any>}
 */
export async function load(name) {
  try {
    return await import(name);
  } catch (error) {
    if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
    console.error(`${name} is not installed. Install it with the other tools of dev/: npm ci --prefix dev`);
    process.exit(1);
  }
}

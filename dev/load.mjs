/**
 * Imports a package of dev/package.json, for programs outside this folder. Without it, the process ends with the remedy.
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

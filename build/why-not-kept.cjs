/**
 * Why `npm run keep-release` refuses to keep a version; undefined if it may be kept.
 *
 * @param {string} version
 * @param {Readonly<Record<string, string>>} releases checksums by version
 * @returns {string | undefined}
 */
exports.whyNotKept = (version, releases) => {
  if (version.endsWith('-dev'))
    return `${version} is a development version. Keep a release: CONTRIBUTING.md, To release.`;
  if (Object.hasOwn(releases, version))
    return `${version} is kept already. A change of a release is a new version.`;
  return undefined;
};

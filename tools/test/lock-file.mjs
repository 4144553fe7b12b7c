/**
 * The optional packages that the lock file promises without listing them. npm drops the packages of other platforms
 * silently when the registry has none for a version, and `npm ci` then fails on those platforms.
 *
 * @param {Record<string, { version?: string, optionalDependencies?: Record<string, string> }>} packages
 *   the lock file's `packages`, by their place in the tree
 * @returns {readonly string[]} `package@version needs missing-package`
 */
export const missingFromLock = (packages) =>
  Object.entries(packages).flatMap(([place, { version, optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies)
      .filter((name) => !isFound(packages, place, name))
      .map((name) => `${place.replace(/.*node_modules\//, '')}@${version} needs ${name}`),
  );

/** Looks where Node would: beside the package, then further up. */
const isFound = (packages, place, name) => {
  for (let folder = place; ;) {
    if (packages[`${folder === '' ? '' : `${folder}/`}node_modules/${name}`] !== undefined) return true;
    if (folder === '') return false;
    const parent = folder.lastIndexOf('/node_modules/');
    folder = parent < 0 ? '' : folder.slice(0, parent);
  }
};

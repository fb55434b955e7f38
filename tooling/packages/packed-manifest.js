/**
 * A package.json, as far as it is read here.
 *
 * @typedef {object} Manifest
 * @property {string} name
 * @property {Readonly<Record<string, string>>} [dependencies]
 * @property {Readonly<Record<string, string>>} [devDependencies]
 */

const OF_THE_WORKSPACE = 'workspace:*';

/**
 * The packages of the workspace that one cannot be installed without, and those that they cannot, without repeats.
 *
 * @param {Manifest} manifest
 * @param {ReadonlyMap<string, Manifest>} workspace by name
 * @returns {readonly string[]} their names
 * @throws {Error} for one that is not there
 */
export function neededPackages(manifest, workspace) {
  /** @type {Set<string>} */
  const needed = new Set();
  const add = (/** @type {Readonly<Record<string, string>>} */ dependencies) => {
    for (const [name, version] of Object.entries(dependencies)) {
      if (version !== OF_THE_WORKSPACE || needed.has(name)) continue;
      const found = workspace.get(name);
      if (found === undefined) throw new Error(`There is no package ${name} to pack.`);
      needed.add(name);
      add(found.dependencies ?? {});
    }
  };
  add({ ...manifest.dependencies, ...manifest.devDependencies });
  return [...needed];
}

/**
 * The same manifest for a folder outside the workspace: what was of the workspace comes from files, also where only
 * another package asks for it.
 *
 * @template {Manifest} Given
 * @param {Given} manifest
 * @param {ReadonlyMap<string, string>} files by the name of the package
 */
export function outsideManifest(manifest, files) {
  const ours = Object.fromEntries([...files].map(([name, file]) => [name, `file:${file}`]));
  const others = (/** @type {Readonly<Record<string, string>>} */ dependencies) =>
    Object.fromEntries(Object.entries(dependencies).filter(([, version]) => version !== OF_THE_WORKSPACE));
  return {
    ...manifest,
    dependencies: { ...others(manifest.dependencies ?? {}), ...ours },
    devDependencies: others(manifest.devDependencies ?? {}),
  };
}

// @ts-check

/**
 * A software bill of materials of what is bundled, as CycloneDX 1.6.
 *
 * @param {{ readonly name: string, readonly version: string, readonly license: string }} product
 * @param {readonly import('./bundledPackages.mjs').BundledPackage[]} packages
 */
export function softwareBill(product, packages) {
  const component = (
    /** @type {string} */ type,
    /** @type {typeof product} */ { name, version, license },
  ) => ({
    type,
    'bom-ref': `pkg:npm/${name.replace('@', '%40')}@${version}`,
    name,
    version,
    purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
    licenses: [/[ (]/.test(license) ? { expression: license } : { license: { id: license } }],
  });
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: component('application', product) },
    components: packages.map((each) => component('library', each)),
  };
}

// @ts-check
'use strict';
/*
 * `node make-bundles.cjs OUTBASE FILE…` bundles files and prints outputs and inputs as JSON. It is a separate
 * process, because a synth cannot await promises and esbuild's synchronous API takes no plug-ins.
 */
const { existsSync, readdirSync } = require('node:fs');
const path = require('node:path');
const { minify } = require('@swc/core');
const { build } = require('esbuild');

/**
 * Removes the SDK's dynamic imports, which the handlers never reach: credential providers other than Lambda's environment
 * variables, and event streams. They would be a third of a bundle, because a dynamic import disables tree shaking of its module.
 *
 * @type {import('esbuild').Plugin}
 */
const WITHOUT_LATE_IMPORTS = {
  name: 'without-late-imports',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^@(aws-sdk|smithy)\// }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path, external: true } : undefined,
    ),
};

/** Builds the elements that the API serves. */
const STOREFRONT = 'packages/storefront/build-element.cjs';

/**
 * Inlines the built elements into the API's handler as strings.
 *
 * @type {import('esbuild').Plugin}
 */
const WITH_STOREFRONT = {
  name: 'with-storefront',
  setup: ({ onLoad }) =>
    onLoad({ filter: /[\\/]api[\\/]storefront-script\.ts$/ }, () => {
      if (!existsSync(STOREFRONT)) return undefined;
      const { buildElement, ELEMENTS } = require(path.resolve(STOREFRONT));
      const scripts = Object.fromEntries(
        ELEMENTS.map((/** @type {string} */ name) => [name, buildElement(name)]),
      );
      return { contents: `export const STOREFRONT_SCRIPTS = ${JSON.stringify(scripts)};`, loader: 'js' };
    }),
};

/** Source files of the elements, if the inputs contain them. @param {string[]} inputs */
function storefrontInputs(inputs) {
  if (!inputs.some((input) => input.endsWith('/storefront-script.ts'))) return [];
  if (!existsSync(STOREFRONT)) return [STOREFRONT];
  const { SOURCES } = require(path.resolve(STOREFRONT));
  const sources = readdirSync(SOURCES).map((name) => path.relative('.', path.join(SOURCES, name)));
  return [STOREFRONT, ...sources];
}

/** @param {string} outbase @param {string[]} entryPoints */
async function makeBundles(outbase, entryPoints) {
  const { metafile, outputFiles } = await build({
    entryPoints,
    outbase,
    // Required by esbuild; nothing is written.
    outdir: '.',
    write: false,
    metafile: true,
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    // The SDK's ES modules are better suited to tree shaking than its CommonJS.
    mainFields: ['module', 'main'],
    minifySyntax: true,
    plugins: [WITHOUT_LATE_IMPORTS, WITH_STOREFRONT],
    logLevel: 'warning',
  });
  const outputs = outputFiles.map(async (file) => [path.relative('.', file.path), await packed(file.text)]);
  const inputs = Object.keys(metafile.inputs);
  return {
    inputs: [...inputs, ...storefrontInputs(inputs)],
    outputs: Object.fromEntries(await Promise.all(outputs)),
  };
}

/**
 * Minifies with swc, which drops most of S3's unused schemas; esbuild keeps those with a constant as key. The two
 * take turns, because each pass removes code that only the previous one made unused.
 *
 * @param {string} bundle
 */
async function packed(bundle) {
  const { code } = await minify(bundle, {
    compress: { ecma: 2022, passes: 4, toplevel: true },
    mangle: { toplevel: true },
    ecma: 2022,
    module: false,
  });
  return code;
}

const [outbase, ...files] = process.argv.slice(2);
void makeBundles(outbase, files).then((made) => process.stdout.write(JSON.stringify(made)));

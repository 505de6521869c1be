// @ts-check
'use strict';
/*
 * Program that bundles files, `node make-bundles.cjs OUTBASE FILE…`, and prints what it made and of what as JSON. A
 * program of its own, since a synth cannot wait for promises, and esbuild takes plug-ins only with them.
 */
const path = require('node:path');
const { minify } = require('@swc/core');
const { build } = require('esbuild');

/**
 * Leaves out what the SDK imports at the time when it turns out to be needed, as functions never need it: other
 * credentials than those that Lambda puts into the environment, and event streams. It would be a third of a bundle, and
 * whatever may be imported so late brings all that it exports along.
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

/** @param {string} outbase @param {string[]} entryPoints */
async function makeBundles(outbase, entryPoints) {
  const { metafile, outputFiles } = await build({
    entryPoints,
    outbase,
    // Nothing is written there.
    outdir: '.',
    write: false,
    metafile: true,
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    // The SDK's ES modules shake better than its CommonJS.
    mainFields: ['module', 'main'],
    minifySyntax: true,
    plugins: [WITHOUT_LATE_IMPORTS],
    logLevel: 'warning',
  });
  const outputs = outputFiles.map(async (file) => [path.relative('.', file.path), await packed(file.text)]);
  return {
    inputs: Object.keys(metafile.inputs),
    outputs: Object.fromEntries(await Promise.all(outputs)),
  };
}

/**
 * By swc, which finds that most of S3's schemas are of no use to a function; esbuild keeps those with a constant for a
 * key. Each pass leaves out what only the one before it had a use for.
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

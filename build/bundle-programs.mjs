// Bundles the programs of a tarball with their libraries. They start sooner, and an installation does not need these libraries.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const TOOLS = path.join(ROOT, 'packages/tools/src');

/**
 * For each package: its programs by their path in dist/, each given as an entry module or as text; and its
 * dependencies that are not bundled.
 */
const PACKAGES = {
  app: {
    programs: {
      'bin/recommenders.cjs': {
        stdin: {
          contents: `void require('./packages/tools/src/recommenders').recommenders(process.argv.slice(2));`,
          resolveDir: ROOT,
        },
      },
      'bin/app.js': { entryPoints: ['bin/app.ts'] },
      ...ofSource('packages/tools/src/profile/print-facts.ts'),
      ...ofSource('packages/tools/src/end-with-starter.cjs'),
      ...ofSource('packages/models/src/comparing-thread.ts'),
      ...ofSource('packages/models/src/inverting-thread.ts'),
      ...ofSource('packages/models/src/evaluation/measuring-thread.ts'),
    },
    external: ['aws-cdk-lib', 'constructs', 'embedded-aws'],
  },
  'embedded-aws': {
    programs: {
      ...ofSource('packages/embedded-aws/src/index.ts'),
      ...ofSource('packages/embedded-aws/src/main.ts'),
      ...ofSource('packages/embedded-aws/src/services/personalize/threads/job-thread.ts'),
      ...ofSource('packages/models/src/comparing-thread.ts'),
      ...ofSource('packages/models/src/inverting-thread.ts'),
    },
    external: ['@aws-sdk/*', 'esbuild'],
  },
};

/** A program at the path of its source. */
function ofSource(file) {
  return { [file.replace(/\.ts$/, '.js')]: { entryPoints: [file] } };
}

/** Modules that the app's tarball replaces with other text. */
const REPLACED = {
  'packages/embedded-aws/src/local-aws.ts': `
    exports.startLocalAws = (options) => {
      let peer;
      try {
        peer = require('embedded-aws');
      } catch (cause) {
        if (cause.code !== 'MODULE_NOT_FOUND') throw cause;
        throw new Error('The embedded AWS is not installed. Install the tarball of embedded-aws beside this package.', { cause });
      }
      return peer.startEmbeddedAws(options);
    };`,
  // Commands for developers, which recommenders.ts rejects in a tarball.
  'packages/tools/src/generate-sample/command.ts': '',
  'packages/tools/src/parity/command.ts': '',
};

const BUNDLE_PAGE = 'packages/tools/src/page/bundle-page.ts';

/**
 * @param {keyof typeof PACKAGES} name
 * @param {string} dist
 * @returns {Promise<string[]>} the bundled source files, relative to the project's folder
 */
export async function bundlePrograms(name, dist) {
  const page = name === 'app' ? await bundledPage() : { files: [], inputs: [] };
  const bundlePage = `exports.bundlePage = async () => ${JSON.stringify(page.files)};`;
  const replaced = name === 'app' ? { ...REPLACED, [BUNDLE_PAGE]: bundlePage } : {};
  const { programs, external } = PACKAGES[name];
  const inputs = [];
  for (const [place, source] of Object.entries(programs)) {
    const outfile = path.join(dist, place);
    const { metafile } = await build({
      ...source,
      absWorkingDir: ROOT,
      outfile,
      bundle: true,
      metafile: true,
      platform: 'node',
      target: 'node20',
      format: 'cjs',
      // Fixed, so that bundles are reproducible. esbuild ignores tsconfig.json for sources that the plugin resolves,
      // and whether esbuild or the plugin resolves a source first differs from run to run.
      tsconfigRaw: { compilerOptions: { alwaysStrict: true, target: 'ES2022' } },
      mainFields: ['module', 'main'],
      minifySyntax: true,
      minifyWhitespace: true,
      external,
      supported: { 'dynamic-import': false },
      banner: {
        js: `const placeOf = (file) => require('node:path').join(__dirname, ${JSON.stringify(upFrom(place))}, file);`,
      },
      plugins: [asBuilt(replaced)],
      logLevel: 'warning',
    });
    inputs.push(...Object.keys(metafile.inputs));
  }
  return [...inputs, ...page.inputs];
}

/** Relative path from the folder of a file in dist/ to dist/. */
const upFrom = (place) => '../'.repeat(place.split('/').length - 1) || '.';

/**
 * Gives sources the paths that they would have in dist/, and makes messages name commands as an installed app runs them.
 *
 * @param {Record<string, string>} replaced
 * @returns {import('esbuild').Plugin}
 */
const asBuilt = (replaced) => ({
  name: 'as-built',
  setup: (build) => {
    // node_modules is bypassed, because its links lead to another checkout if checkouts share it.
    build.onResolve({ filter: /^(@ecommerce-recommenders\/[a-z-]+|embedded-aws)\// }, ({ path: name }) => {
      const [, folder, module] = /^(?:@ecommerce-recommenders\/)?([a-z-]+)\/(.+)$/.exec(name);
      const file = module.endsWith('.cjs') ? module : `${module}.ts`;
      return { path: path.join(ROOT, 'packages', folder, 'src', file) };
    });
    build.onLoad({ filter: /\.(ts|cjs|js)$/ }, ({ path: file }) => {
      const relative = path.relative(ROOT, file).replaceAll('\\', '/');
      if (relative.includes('node_modules/')) return undefined;
      if (Object.hasOwn(replaced, relative)) return { contents: replaced[relative], loader: 'js' };
      const built = relative.replace(/\.ts$/, '.js');
      const places = { __filename: built, __dirname: path.posix.dirname(built) };
      return {
        contents: inInstalledApp(readFileSync(file, 'utf8')).replace(
          /(?<!')\b__(dir|file)name\b/g,
          (name) => `placeOf(${JSON.stringify(places[name])})`,
        ),
        loader: file.endsWith('.ts') ? 'ts' : 'js',
      };
    });
  },
});

/** Bundles the page's files. In a checkout, the commands do so when they start. */
async function bundledPage() {
  const require = createRequire(import.meta.url);
  require('../bin/run-typescript.cjs');
  const { PAGE, bundlePage } = require(path.join(ROOT, BUNDLE_PAGE));
  const { metafile } = await build({ ...PAGE, metafile: true });
  const files = (await bundlePage()).map(({ name, text }) => ({ name, text: inInstalledApp(text) }));
  return { files, inputs: Object.keys(metafile.inputs) };
}

/**
 * Messages name the npm scripts of the checkout. An app that has installed the package has the binary instead.
 *
 * @param {string} text
 */
export const inInstalledApp = (text) =>
  text.replace(/\bnpm (?:run ([a-z-]+)|start)(?: --(?= ))?/g, (found, name = 'start') =>
    COMMANDS.has(name) ? `npx recommenders ${name}` : found,
  );

const COMMANDS = new Set(
  readdirSync(TOOLS).filter((name) => existsSync(path.join(TOOLS, name, 'command.ts')) && name !== 'cdk'),
);

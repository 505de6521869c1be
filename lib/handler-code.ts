import { Stack, Stage } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { bundle } from './bundle';

const projectRoot = path.resolve(__dirname, '..');
const handlersRoot = path.join(projectRoot, 'lambda');
/** Bundles that were made when this package was built: where the sources are TypeScript, they are made at synth. */
const builtHandlers = path.extname(__filename) === '.js' ? path.join(projectRoot, 'handlers') : undefined;
const cacheFolder = path.join(projectRoot, 'node_modules', '.cache', 'ecommerce-recommenders');
/** Bundled only where a stack has them, with others of their group: most have not. */
const RARE: Readonly<Record<string, string>> = {
  api: 'api',
  batch: 'batch-handlers',
  'batch-run': 'batch-handlers',
  'bus-events': 'bus-events',
  dataset: 'dataset',
  'prepare-mapped-data': 'prepare-mapped-data',
  'fresh-data-prepare-mapped': 'fresh-data-prepare-mapped',
  'request-rate': 'request-rate',
  lists: 'list-handlers',
  'lists-catalogue': 'list-handlers',
  'lists-ask': 'list-handlers',
  'lists-run': 'list-handlers',
  solution: 'solution-handlers',
  'solution-training': 'solution-handlers',
  campaign: 'solution-handlers',
};

/**
 * Code of one folder of `lambda/`: a single `handler.js` that includes the AWS SDK, because the runtime's version is
 * older.
 *
 * All folders but rare ones are bundled by one process. NodejsFunction would start npx and esbuild for each, which slows
 * every cdk command by more than a second.
 */
export function handlerCode(scope: Construct, kind: string): Code {
  if (builtHandlers !== undefined) return Code.fromAsset(path.join(builtHandlers, kind));
  // Commands that need no code, such as destroy, use the source folder as a placeholder.
  if (!Stack.of(scope).bundlingRequired) return Code.fromAsset(path.join(handlersRoot, kind));
  return Code.fromAsset(path.join(bundlesOf(scope, RARE[kind] ?? 'handlers'), kind));
}

const bundled = new Map<string, string>();

/**
 * Output folder with one folder for each kind; bundled on first use, once for each app.
 *
 * @param group - that of a rare kind, or `handlers` for all others
 */
function bundlesOf(scope: Construct, group: string): string {
  const outdir = path.join(Stage.of(scope)?.outdir ?? projectRoot, group);
  const bundles = bundled.get(outdir) ?? bundleGroup(group, outdir);
  bundled.set(outdir, bundles);
  return bundles;
}

function bundleGroup(group: string, outdir: string): string {
  const kinds = readdirSync(handlersRoot).filter((kind) => (RARE[kind] ?? 'handlers') === group);
  const entries = kinds
    .map((kind) => path.join(handlersRoot, kind, 'handler.ts'))
    .filter((entry) => existsSync(entry));
  const keptIn = path.join(cacheFolder, `${group}.json`);
  bundle({ root: projectRoot, outbase: handlersRoot, entries, outdir, keptIn });
  return outdir;
}

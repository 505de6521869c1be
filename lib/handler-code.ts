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
const keptIn = path.join(projectRoot, 'node_modules', '.cache', 'ecommerce-recommenders', 'handlers.json');

/**
 * Code of one folder of `lambda/`: a single `handler.js` that includes the AWS SDK, because the runtime's version is
 * older.
 *
 * All folders are bundled by one process. NodejsFunction would start npx and esbuild for each, which slows every cdk
 * command by more than a second.
 */
export function handlerCode(scope: Construct, kind: string): Code {
  if (builtHandlers !== undefined) return Code.fromAsset(path.join(builtHandlers, kind));
  // Commands that need no code, such as destroy, use the source folder as a placeholder.
  if (!Stack.of(scope).bundlingRequired) return Code.fromAsset(path.join(handlersRoot, kind));
  return Code.fromAsset(path.join(bundlesOf(scope), kind));
}

const bundled = new Map<string, string>();

/** Output folder with one folder for each kind; bundled on first use, once for each app. */
function bundlesOf(scope: Construct): string {
  const outdir = Stage.of(scope)?.outdir ?? projectRoot;
  const bundles = bundled.get(outdir) ?? bundleAll(path.join(outdir, 'handlers'));
  bundled.set(outdir, bundles);
  return bundles;
}

function bundleAll(outdir: string): string {
  const entries = readdirSync(handlersRoot)
    .map((kind) => path.join(handlersRoot, kind, 'handler.ts'))
    .filter((entry) => existsSync(entry));
  bundle({ root: projectRoot, outbase: handlersRoot, entries, outdir, keptIn });
  return outdir;
}

import { Stack, Stage } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { bundle } from './bundle';

const projectRoot = path.resolve(__dirname, '../../..');
const handlersRoot = path.join(projectRoot, 'lambda');
/** The bundles that were built with this package. In a checkout, where sources are TypeScript, they are built at synth. */
const builtHandlers = path.extname(__filename) === '.js' ? path.join(projectRoot, 'handlers') : undefined;
const cacheFolder = path.join(projectRoot, 'node_modules', '.cache', 'ecommerce-recommenders');
/**
 * Code of one folder of `lambda/` with a `handler.ts`: a single `handler.js` that includes the AWS SDK, because the
 * runtime's version is older.
 *
 * One process bundles all handlers of a part of the shop, on first use. NodejsFunction would start npx and esbuild
 * for each handler, which would slow every cdk command by more than a second.
 *
 * @param kind the folder, `api` or `shop/recommender`
 */
export function handlerCode(scope: Construct, kind: string): Code {
  if (builtHandlers !== undefined) return Code.fromAsset(path.join(builtHandlers, kind));
  // Commands that need no code, such as destroy, use the source folder as a placeholder.
  if (!Stack.of(scope).bundlingRequired) return Code.fromAsset(path.join(handlersRoot, kind));
  const outdir = path.join(Stage.of(scope)?.outdir ?? projectRoot, 'handlers');
  bundlePart(kind.split('/')[0], outdir);
  return Code.fromAsset(path.join(outdir, kind));
}

/** Folders that are bundled already. */
const bundled = new Set<string>();

/** Bundles the handlers below one folder of `lambda/`, once per app. */
function bundlePart(part: string, outdir: string): void {
  const made = path.join(outdir, part);
  if (bundled.has(made)) return;
  const entries = readdirSync(path.join(handlersRoot, part), { recursive: true, encoding: 'utf8' })
    .filter((file) => path.basename(file) === 'handler.ts')
    .map((file) => path.join(handlersRoot, part, file));
  const keptIn = path.join(cacheFolder, `${part}.json`);
  bundle({ root: projectRoot, outbase: handlersRoot, entries, outdir, keptIn });
  bundled.add(made);
}

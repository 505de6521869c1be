import { join } from 'node:path';
import { LOCAL_REGION, localEnvironment } from 'embedded-aws/environment';
import type { Template } from '../cdk/assembly';
import { ASSEMBLY, runCdk } from '../cdk/cdk';
import { contextArgs } from '../cdk/followed-cdk';
import { stackWithShop } from '../cdk/judged-shop';
import { readAssembly, type Assembly } from '../cdk/read-assembly';
import type { GivenSettings } from '../given-settings';

/** A stack that can be deployed. */
export interface Deployable {
  /** Where it comes from, in words. */
  readonly origin: string;
  readonly assembly: Assembly;
}

/** The template of a stack. */
export const templateOf = ({ assembly }: Deployable): Template =>
  JSON.parse(Buffer.from(assembly.assets[assembly.template]).toString('utf8')) as Template;

/** How an app is synthesized. */
export interface Synth {
  readonly origin: string;
  /** Where the CDK CLI may write. */
  readonly folder: string;
  /** Folder of the cdk.json. @default - that of the project */
  readonly project?: string;
  /** Command of the app. @default - that of cdk.json */
  readonly app?: string;
  /** The stack with the shop, where several have one. */
  readonly stack?: string;
  readonly given?: GivenSettings;
  /** Of the embedded AWS, so that the app looks up what is deployed there. */
  readonly endpoint: string;
  readonly signal: AbortSignal;
}

/** Synthesizes the stack of an app that has a shop. @throws Error with the output of the CDK CLI */
export async function synthesized({
  origin,
  folder,
  project,
  app,
  stack,
  given = {},
  endpoint,
  signal,
}: Synth): Promise<Deployable> {
  const args = ['synth', '--quiet', ...(app === undefined ? [] : ['--app', app]), ...contextArgs(given)];
  const environment = localEnvironment({ endpoint, region: LOCAL_REGION });
  await runCdk(args, { environment, folder, project, signal });
  const found = stackWithShop(join(folder, ASSEMBLY), stack);
  return { origin, assembly: readAssembly(found.folder, found.id) };
}

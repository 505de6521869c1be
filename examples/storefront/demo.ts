import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { USE_CASE_NAMES } from '@ecommerce-recommenders/personalize/use-cases';
import { holdPort, openInBrowser } from '@ecommerce-recommenders/tools/page/local-server';
import { progressView } from '@ecommerce-recommenders/tools/start/progress-view';
import { InterruptedRun, type ReadyRun, start } from '@ecommerce-recommenders/tools/start/start';
import { integerBetween } from 'embedded-aws/command/option-values';
import { runCommand, stopRequest } from 'embedded-aws/command/run-command';
import { LOCAL_PORT, LOCAL_REGION, localEnvironment } from 'embedded-aws/environment';
import { Command } from 'commander';

const PORT = 8080;

/** Deploys the shop with an API for this page's origin alone, serves the page, and destroys it all on Ctrl-C. */
export async function demo(args: readonly string[] = process.argv.slice(2)): Promise<void> {
  const command = new Command('demo')
    .option('--port <n>', 'port of the shop', integerBetween(1, 65_535), PORT)
    .option('--no-open', 'do not open the page in the browser')
    .action(run);
  await runCommand(command, args);
}

async function run({ port, open }: { readonly port: number; readonly open: boolean }): Promise<void> {
  const ofShop = await holdPort(port);
  const interrupted = stopRequest();
  const view = progressView(process.stdout);
  const origins = [`http://127.0.0.1:${port}`];
  const context = {
    useCases: USE_CASE_NAMES.join(),
    api: JSON.stringify({ origins, currency: 'USD' }),
    ranking: 'true',
  };
  const ofAws = await holdPort(LOCAL_PORT, { orNext: true });
  const embedded = { port: ofAws.port, latency: 'instant', speed: 1 } as const;
  const watcher = {
    ...view,
    onReady: async ({ endpoint }: ReadyRun): Promise<void> => {
      view.pause();
      await ofShop.release();
      const server = await serveShop(endpoint, port);
      console.log(
        `The shop is at ${origins[0]}, on the embedded AWS at ${endpoint}. Ctrl-C destroys it all.`,
      );
      if (open) openInBrowser(origins[0]);
      await Promise.race([once(interrupted, 'abort'), once(server, 'exit')]);
      server.kill();
    },
  };
  await ofAws.release();
  try {
    await start({ ...embedded, context, interrupted }, watcher);
  } catch (error) {
    if (!(error instanceof InterruptedRun)) throw error;
  } finally {
    view.pause();
  }
  console.log('Nothing is left.');
}

/** Starts the shop's server as on AWS: what it knows is in its environment. */
async function serveShop(endpoint: string, port: number): Promise<ChildProcess> {
  const server = spawn(process.execPath, [join(__dirname, 'server.mjs')], {
    env: { ...process.env, ...localEnvironment({ endpoint, region: LOCAL_REGION }), PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await Promise.race([
    once(createInterface({ input: server.stdout }), 'line'),
    once(server, 'exit').then(() => {
      throw new Error(`The shop's server has ended. What it wrote stands above.`);
    }),
  ]);
  return server;
}

import { Command } from 'commander';
import { createRequire } from 'node:module';
import { context } from '../../../../cdk.json';
import { stackNameOf } from '@ecommerce-recommenders/shop-data/stack-name';
import { integerBetween } from 'embedded-aws/command/option-values';
import { FIRST_PAGE_PORT } from '../local-server';
import { addPreparationOptions } from '../options';
import { addFaceOptions } from '../page/shop-face';
import type { StackPageOptions } from '../page/stack-page';

// Loaded when it runs: the clients of the shop are below it.
const load = createRequire(__filename);

export const command = addFaceOptions(
  addPreparationOptions(new Command('page'), context.ecommerceRecommenders),
)
  .option('--stack <name>', 'the deployed stack', stackNameOf(context.ecommerceRecommenders.stage))
  .option(
    '--port <n>',
    `port of the page (default: first free one from ${FIRST_PAGE_PORT} on)`,
    integerBetween(0, 65_535),
  )
  .option('--open', 'open it in the browser')
  .action((options: StackPageOptions) =>
    (load('../page/stack-page') as typeof import('../page/stack-page')).stackPage(options),
  );

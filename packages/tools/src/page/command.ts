import { Command } from 'commander';
import { integerBetween } from 'embedded-aws/command/option-values';
import { FIRST_PAGE_PORT } from './local-server';
import { addDataOptions, addStackOptions } from '../options';
import { addBrandingOptions } from './shop-branding';
import type { StackPageOptions } from './stack-page';

export const command = addBrandingOptions(addStackOptions(addDataOptions(new Command('page'))))
  .option(
    '--port <n>',
    `port of the page (default: first free one from ${FIRST_PAGE_PORT} on)`,
    integerBetween(0, 65_535),
  )
  .option('--open', 'open it in the browser')
  // Loaded when it runs, because it loads the clients of the shop.
  .action((options: StackPageOptions) =>
    (require('./stack-page') as typeof import('./stack-page')).stackPage(options),
  );

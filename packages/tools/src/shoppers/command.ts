import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { S3Client } from '@aws-sdk/client-s3';
import { Command, InvalidArgumentError } from 'commander';
import { countInWords, grouped } from '@ecommerce-recommenders/csv/count-in-words';
import { integerBetween } from 'embedded-aws/command/option-values';
import { print, printError } from 'embedded-aws/command/terminal-lines';
import { deployedUseCases, shopLists } from '../deployed/shop-lists';
import { requireEmbeddedShop } from './embedded-shop';
import type { Seen } from './play-shoppers';
import { httpShopApi } from './shop-api';
import { stackOutputs } from '../deployed/stack-outputs';
import { addStackOptions } from '../options';
import { whileWorking } from '../terminal';

interface Options {
  readonly days: number;
  readonly visitors: number;
  readonly seed: number;
  readonly uplift: number;
  readonly guests: number;
  readonly carts: number;
  readonly stack: string;
}

/** Number of items that shoppers know. */
const KNOWN_ITEMS = 50;

/** A log group of the embedded AWS keeps 8 MiB. About 18,000 requests fill it, each with Lambda's three lines and one of ours. */
const HELD_VISITORS = 6_000;

const TOO_MANY =
  `More than ${HELD_VISITORS.toLocaleString('en-US')} visitors in an hour: the log of the embedded AWS drops the first lines before they are ` +
  'added up, at five past the hour. The experiment will miss some.';

export const command = addStackOptions(new Command('shoppers'))
  .option(
    '--days <n>',
    'days of shoppers, played one after another; all count as today’s',
    integerBetween(1, 365),
    7,
  )
  .option('--visitors <n>', 'new visitors of a day', integerBetween(1, 100_000), 500)
  .option('--seed <n>', 'another seed gives other shoppers', integerBetween(0, 2 ** 32 - 1), 1)
  .option(
    '--uplift <share>',
    'by how much more visitors with recommendations click and buy, 0 to 2',
    upliftOf,
    0.5,
  )
  .option('--guests <share>', 'share of the visitors who agree to be guests', shareOf, 0)
  .option('--carts <share>', 'share of the visits with a cart', shareOf, 0)
  .action(run);

async function run({ days, visitors, seed, uplift, guests, carts, stack }: Options): Promise<void> {
  await requireEmbeddedShop(process.env.AWS_ENDPOINT_URL);
  const { KMSClient } = await import('@aws-sdk/client-kms');
  // Loaded lazily, because --help does not need it.
  const { playShoppers } = require('./play-shoppers') as typeof import('./play-shoppers');
  const { userTokens } = require('./user-tokens') as typeof import('./user-tokens');
  const outputs = await stackOutputs(new CloudFormationClient({}), stack);
  await requireEmbeddedShop(process.env.AWS_ENDPOINT_URL, { url: outputs.ApiUrl, stack });
  const useCases = deployedUseCases(outputs, await shopLists(new S3Client({}), outputs));
  const compared = useCases.filter((name) => name !== 'best-sellers');
  let throttled = 0;
  const api = httpShopApi(outputs.ApiUrl, {
    tokenOf: userTokens(new KMSClient({}), outputs.UserTokenKeyArn, Date.now),
    onThrottled: () => throttled++,
  });
  const { items } = await api.recommendations({ useCase: useCases[0], num: KNOWN_ITEMS });
  if (items.length === 0)
    throw new Error(`The API shows no item for ${useCases[0]}, so shoppers have nothing to view.`);
  if (days * visitors > HELD_VISITORS) printError(TOO_MANY);
  const startedMs = Date.now();
  const shop = { api, useCases: compared.length > 0 ? compared : useCases, items, uplift, guests, carts };
  const { seen, ...others } = await whileWorking('Shopping', (pause) => {
    const onDay = (day: number, ofDay: Seen): void => {
      pause();
      print(`Day ${day}: ${inWords(ofDay)}`);
    };
    return playShoppers(shop, { days, visitors, seed, onDay });
  });
  print(
    `\n${rates(seen)}\nPlanted: ${uplift === 0 ? 'no effect' : `an uplift of ${Math.round(100 * uplift)} %`}, seed ${seed}. ` +
      `It took ${Math.round((Date.now() - startedMs) / 1_000)} s.`,
  );
  if (guests > 0)
    print(
      others.guests > 0
        ? `Guests made ${countInWords(others.guests, 'visit')}.`
        : 'No guest was admitted: perDay and perAddress in the setting guests limit them, and these shoppers share one address.',
    );
  for (const [rule, visits] of others.byRule)
    print(`The rule ${rule} was seen at work in ${countInWords(visits, 'visit')}.`);
  if (throttled > 0)
    print(
      `${countInWords(throttled, 'request was', 'requests were')} throttled and sent again: see rate and burst in the setting api.`,
    );
  print('"npm run effect" says what the experiment makes of it.');
}

function inWords({ control, recommendations }: Seen): string {
  const sum = (name: 'visitors' | 'clicks' | 'orders', noun: string): string =>
    countInWords(control[name] + recommendations[name], noun);
  return (
    `${sum('visitors', 'new visitor')}, ${grouped(control.visitors)} of them in the control arm; ` +
    `${sum('clicks', 'click')}, ${sum('orders', 'order')}`
  );
}

function rates({ control, recommendations }: Seen): string {
  const rate = ({ visitors, clicks, orders, revenue }: Seen['control']): string => {
    const each = (amount: number): number => Math.round((1_000 * amount) / Math.max(1, visitors));
    return `${countInWords(each(clicks), 'click')}, ${countInWords(each(orders), 'order')} and ${grouped(each(revenue))} of revenue for 1,000 visitors`;
  };
  return `With recommendations ${rate(recommendations)}; without ${rate(control)}.`;
}

function shareOf(text: string): number {
  const share = Number(text);
  if (text.trim() !== '' && share >= 0 && share <= 1) return share;
  throw new InvalidArgumentError('Allowed is a share from 0 to 1, such as 0.2 for a fifth.');
}

function upliftOf(text: string): number {
  const uplift = Number(text);
  if (text.trim() !== '' && uplift >= 0 && uplift <= 2) return uplift;
  throw new InvalidArgumentError('Allowed is a share from 0 to 2, such as 0.5 for a half.');
}

import type { Command } from 'commander';

/** A command of the binary `recommenders`. */
export interface CommandEntry {
  /** A sentence about what it does. */
  readonly summary: string;
  /** Example arguments, without the command's name. */
  readonly examples: readonly string[];
  /** Loads its code: the options and the action. */
  readonly load: () => Command;
  /** Whether it calls AWS. It then first prints the account, unless that is an embedded AWS. */
  readonly asksAws?: true;
  /** Whether only developers of this project use it. The general help then omits it. */
  readonly forDevelopers?: true;
  /** Whether the CDK CLI does the work and parses the options. */
  readonly isCdk?: true;
}

interface CommandModule {
  readonly command: Command;
}

const cdk = (name: string) => (): Command =>
  (require('./cdk/command') as typeof import('./cdk/command')).cdkCommand(name);

/**
 * Every command by name. Listing the commands loads none of their code. `require` is used, because a real `import()`
 * would bypass the hook that compiles TypeScript.
 */
export const COMMANDS = {
  start: {
    summary:
      'Deploys with the real CDK CLI on an embedded AWS, asks every recommender and stays up; Ctrl-C destroys it all.',
    examples: ['', '--open', '--once --json run.json', '--archive my-shop.tar.gz'],
    load: () => (require('./start/command') as CommandModule).command,
  },
  local: {
    summary: 'Runs the embedded AWS alone, in the foreground and on loopback, until Ctrl-C.',
    examples: ['', '--port 0 --latency fast'],
    load: () => (require('./local/command') as CommandModule).command,
  },
  env: {
    summary: 'Prints the commands that point AWS tools in this shell at the embedded AWS.',
    examples: ['', '--shell powershell', '--port 4567'],
    load: () => (require('./env/command') as CommandModule).command,
  },
  settings: {
    summary:
      'Prints the settings that are set, and where; of one setting also its description, default and allowed values.',
    examples: ['', 'runningHours', '-c watch=true --json'],
    load: () => (require('./settings/command') as CommandModule).command,
  },
  doctor: {
    summary:
      'Says what would stop a deployment, before it costs anything, and how a deployed stack has changed.',
    examples: ['', '--json', '-c archive=my-shop.tar.gz'],
    load: () => (require('./doctor/command') as CommandModule).command,
  },
  deploy: {
    summary: 'Runs `cdk deploy`: on AWS, or on the embedded AWS at AWS_ENDPOINT_URL.',
    examples: ['', '-c archive=my-shop.tar.gz'],
    load: cdk('deploy'),
    isCdk: true,
  },
  diff: {
    summary: 'Runs `cdk diff`: what a deployment would change.',
    examples: ['', '-c trainingTimeoutHours=6'],
    load: cdk('diff'),
    isCdk: true,
  },
  destroy: {
    summary: 'Runs `cdk destroy`: deletes the stack and everything that it made.',
    examples: ['', '--force'],
    load: cdk('destroy'),
    isCdk: true,
  },
  outputs: {
    summary: 'Prints the outputs of a deployed stack: names, what each is for, and values.',
    examples: ['', '--json', '--stack EcommerceRecommenders-test'],
    load: () => (require('./outputs/command') as CommandModule).command,
    asksAws: true,
  },
  recommend: {
    summary: 'Asks a deployed recommender and prints the items, best first.',
    examples: [
      'most-viewed --user 1',
      'frequently-bought-together --item 42 --num 5',
      'best-sellers --user 1 --why --json',
    ],
    load: () => (require('./recommend/command') as CommandModule).command,
    asksAws: true,
  },
  page: {
    summary: 'Serves a small shop on this machine that shows what a deployed stack recommends.',
    examples: ['--open', '--stack EcommerceRecommenders-test --port 8080'],
    load: () => (require('./page/command') as CommandModule).command,
    asksAws: true,
  },
  init: {
    summary:
      'Infers what a shop’s own files contain, asks where that is unclear, and writes the mapping into cdk.json.',
    examples: ['orders.csv', 'orders.csv products.csv', 'export.zip --yes --zone Europe/London'],
    load: () => (require('./init/command') as CommandModule).command,
  },
  explore: {
    summary:
      'Profiles a shop’s data and checks whether each use case is ready for it: on the terminal and as one HTML file.',
    examples: ['', '--archive my-shop.tar.gz --open'],
    load: () => (require('./explore/command') as CommandModule).command,
  },
  'prepare-data': {
    summary: 'Makes the files that Amazon Personalize imports from an archive of a shop’s data, without AWS.',
    examples: ['--out prepared', '--archive my-shop.tar.gz -c holdout=0.2 --out prepared'],
    load: () => (require('./prepare-data/command') as CommandModule).command,
  },
  evaluate: {
    summary: 'Measures how well the deployed recommenders predict the held-out interactions.',
    examples: ['', '--users 100 --json quality.json'],
    load: () => (require('./evaluate/command') as CommandModule).command,
    asksAws: true,
  },
  effect: {
    summary:
      'Says what recommendations bring, by the experiment of a deployed stack: clicks, orders, revenue, and whether it pays.',
    examples: ['', '--uplift 0.2', '--bill 1100 --json', '--shelves --days 7'],
    load: () => (require('./effect/command') as CommandModule).command,
    asksAws: true,
  },
  shoppers: {
    summary:
      'Sends simulated shoppers to the API of a stack on the embedded AWS, so that there is an effect to see.',
    examples: ['', '--days 7 --seed 1 --uplift 0.5', '--uplift 0'],
    load: () => (require('./shoppers/command') as CommandModule).command,
  },
  imports: {
    summary: 'Lists the imports of fresh data, newest first, with their row counts and errors.',
    examples: ['', '--num 5 --json'],
    load: () => (require('./imports/command') as CommandModule).command,
    asksAws: true,
  },
  rules: {
    summary: 'Shows, checks and sets merchandising rules of a deployed stack: pin, hide and promote items.',
    examples: ['', 'check rules.json', 'set rules.json', 'undo'],
    load: () => (require('./rules/command') as CommandModule).command,
    asksAws: true,
  },
  forget: {
    summary:
      'Deletes one person’s data in a deployed stack, in its files and in Personalize, with a receipt.',
    examples: ['--user 1', '--user 1 --yes --json'],
    load: () => (require('./forget/command') as CommandModule).command,
    asksAws: true,
  },
  cost: {
    summary: 'Prints what a month of this configuration costs on AWS, before it is deployed.',
    examples: ['', '--rps 20 --users 100000', '-c useCases=most-viewed,best-sellers --json'],
    load: () => (require('./cost/command') as CommandModule).command,
  },
  rehearse: {
    summary:
      'Says what a deployment will do to the shop, before it is done: deploys it over what is there, on an embedded AWS.',
    examples: ['', '--from main', '-c ranking=true --json rehearsal.json'],
    load: () => (require('./rehearse/command') as CommandModule).command,
  },
  prove: {
    summary:
      'Tries everything once on your AWS account: deploys the sample, asks, updates, destroys, and writes down the results.',
    examples: ['', '--remove', '--compare proof.json'],
    load: () => (require('./prove/command') as CommandModule).command,
    forDevelopers: true,
  },
  'generate-sample': {
    summary: 'Generates the sample archive again.',
    examples: [''],
    load: () => (require('./generate-sample/command') as CommandModule).command,
    forDevelopers: true,
  },
  parity: {
    summary:
      'Runs the wire tests of Personalize against an AWS account, with your credentials, and removes what they make.',
    examples: ['', '--with-recommenders', '--endpoint http://127.0.0.1:4566 --yes'],
    load: () => (require('./parity/command') as CommandModule).command,
    forDevelopers: true,
  },
} as const satisfies Record<string, CommandEntry>;

/** Name of a command. */
export type CommandName = keyof typeof COMMANDS;

import type { Command } from 'commander';
import { join } from 'node:path';
import { IS_CHECKOUT } from '@ecommerce-recommenders/shop-data/contracts/project-folder';
import { neededEndpoints } from '@ecommerce-recommenders/shop-data/insight/cost/endpoints-cost';
import { resourcePrefix, stackNameOf } from '@ecommerce-recommenders/shop-data/contracts/stack-name';
import { temporaryFolder } from 'embedded-aws/temporary-folder';
import { archiveOf, settingOf, settingsOf, type GivenSettings } from '../given-settings';
import { assemblyStacks, type AssemblyStack } from './assembly';
import { ASSEMBLY, runCdk } from './cdk';
import { cdkContext, hasOwnApp } from './cdk-json';
import { contextArgs } from './followed-cdk';
import { shopsIn, templateShop, type JudgedSettings } from './template-shop';

/** A shop to price and check before its deployment. */
export interface JudgedShop {
  readonly settings: JudgedSettings;
  readonly stackName: string;
  /** Prefix of the names of its resources in Personalize. */
  readonly prefix: string;
  /** Qualifier of the CDK bootstrap. */
  readonly qualifier: string;
  /** Logical id of the API's function, or its prefix. */
  readonly apiFunction: string;
  /** Whether the settings name a file with the data. Data in S3 is not read, because that would take time and, on AWS, money. */
  readonly hasData: boolean;
}

/** The CDK's context key for the bootstrap, and its default. */
const QUALIFIER = '@aws-cdk/core:bootstrapQualifier';
const DEFAULT_QUALIFIER = 'hnb659fds';

/** Adds `--stack`. */
export const addJudgedStack = (command: Command): Command =>
  command.option(
    '--stack <name>',
    'the stack of an app of your own in cdk.json (default: its only one with a shop)',
  );

/** Whether a command checks the user's own app, by its template, instead of the settings. */
export const isOwnApp = (stack: string | undefined): boolean =>
  stack !== undefined || (!IS_CHECKOUT && hasOwnApp());

/**
 * The shop of the settings, or of the user's own app, which is synthesized. The archive in the assembly is removed on exit.
 *
 * @param stack - name of the stack in the user's own app
 */
export async function judgedShop(given: GivenSettings, stack: string | undefined): Promise<JudgedShop> {
  if (!isOwnApp(stack)) return shopOfSettings(given);
  const { path: folder } = await temporaryFolder('ecommerce-recommenders');
  const args = ['synth', '--quiet', ...contextArgs(given)];
  await runCdk(args, { environment: process.env, folder });
  return shopOfApp(join(folder, ASSEMBLY), given, stack);
}

function shopOfSettings(given: GivenSettings): JudgedShop {
  const settings = settingsOf(given);
  const stackName = stackNameOf(settings.stage);
  const inFile = cdkContext()[QUALIFIER];
  return {
    settings: { ...settings, endpointZones: neededEndpoints(settings) },
    stackName,
    prefix: resourcePrefix(stackName),
    qualifier: given[QUALIFIER] ?? (typeof inFile === 'string' ? inFile : DEFAULT_QUALIFIER),
    apiFunction: 'ApiFunction',
    hasData: settings.source === '',
  };
}

/**
 * The shop of a cloud assembly. `archive` and `data` on the command line replace the data that the app publishes.
 *
 * @throws Error that names the stacks to choose from
 */
export function shopOfApp(assembly: string, given: GivenSettings, stack?: string): JudgedShop {
  const { name, template, qualifier = DEFAULT_QUALIFIER, files } = stackWithShop(assembly, stack);
  const { settings, endpointZones, prefix, archiveKey = '', apiFunction = '' } = templateShop(template);
  const archive = given.archive === undefined ? files.get(archiveKey) : archiveOf(given);
  return {
    settings: {
      ...settings,
      endpointZones,
      archive: archive ?? '',
      ...(given.data !== undefined && { data: settingOf('data', given) }),
    },
    stackName: name,
    prefix,
    qualifier,
    apiFunction,
    hasData: archive !== undefined,
  };
}

/**
 * The stack of a cloud assembly that has a shop.
 *
 * @param named - its name, where several have one
 * @throws Error that names the stacks to choose from
 */
export function stackWithShop(assembly: string, named: string | undefined): AssemblyStack {
  const withShop = assemblyStacks(assembly).filter(({ template }) => shopsIn(template) > 0);
  const names = withShop.map(({ name }) => name).join(', ');
  const [only, ...others] = withShop.filter(({ name }) => named === undefined || name === named);
  if (only === undefined)
    throw new Error(
      names === ''
        ? 'No stack of the app in cdk.json has a shop. Add an EcommerceRecommenders to one.'
        : `The app in cdk.json has no stack ${named} with a shop, allowed is ${names}. Pass one of them as --stack NAME.`,
    );
  if (others.length > 0)
    throw new Error(`The app in cdk.json has several shops. Name a stack with --stack NAME: ${names}.`);
  if (shopsIn(only.template) > 1)
    throw new Error(
      `The stack ${only.name} has several shops, and this command judges a stack with one. Put them into stacks of their own, for the answer.`,
    );
  return only;
}

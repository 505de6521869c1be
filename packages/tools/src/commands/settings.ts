import { Argument, Command } from 'commander';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nearestName } from '@ecommerce-recommenders/personalize/nearest-name';
import { SETTING_NAMES } from '@ecommerce-recommenders/shop-data/settings/settings';
import { PROJECT_FOLDER } from '../cdk';
import { contextOption, type GivenSettings } from '../given-settings';
import { appliedSettings, settingsText, settingText } from '../settings-text';

interface Options {
  readonly context: GivenSettings;
  readonly json?: true;
}

export const command = new Command('settings')
  .addArgument(new Argument('[name]', 'of a setting, for all that is known of it'))
  .addOption(contextOption())
  .option('--json', 'print JSON')
  .action(run);

function run(name: string | undefined, { context, json }: Options): void {
  const settings = appliedSettings(context);
  const one = settings.find((setting) => setting.name === name);
  if (name !== undefined && one === undefined)
    command.error(`error: ${name} is no setting. Did you mean ${nearestName(name, SETTING_NAMES)}?`, {
      exitCode: 2,
    });
  if (json) console.log(JSON.stringify(one ?? settings, null, 2));
  else console.log(one ? settingText(one, describedIn(one.name)) : settingsText(settings));
}

/** The description of a setting in the schema that editors use. */
function describedIn(name: string): string {
  const schema = JSON.parse(readFileSync(join(PROJECT_FOLDER, 'docs/cdk.schema.json'), 'utf8')) as {
    properties: {
      context: {
        properties: {
          ecommerceRecommenders: { properties: Record<string, { readonly description: string }> };
        };
      };
    };
  };
  return schema.properties.context.properties.ecommerceRecommenders.properties[name].description;
}

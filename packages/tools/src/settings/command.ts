import { Argument, Command } from 'commander';
import { nearestName } from '@ecommerce-recommenders/personalize/nearest-name';
import { SETTING_NAMES } from '@ecommerce-recommenders/shop-data/settings/settings';
import { addSettings, type GivenSettings } from '../given-settings';
import { appliedSettings, settingsText, settingText } from './settings-text';

interface Options {
  readonly context: GivenSettings;
  readonly json?: true;
}

export const command = addSettings(new Command('settings'))
  .addArgument(new Argument('[name]', 'of a setting, for all that is known of it'))
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
  else console.log(one ? settingText(one) : settingsText(settings));
}

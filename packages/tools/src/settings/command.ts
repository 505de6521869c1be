import { Argument, Command } from 'commander';
import { didYouMean } from '@ecommerce-recommenders/personalize/nearest-name';
import { SETTING_NAMES } from '@ecommerce-recommenders/shop-data/contracts/settings/settings';
import { print, widthOf } from 'embedded-aws/command/terminal-lines';
import { addSettings, type GivenSettings } from '../given-settings';
import { appliedSettings, settingsText, settingText } from './settings-text';

interface Options {
  readonly context: GivenSettings;
  readonly json?: true;
}

export const command = addSettings(new Command('settings'))
  .addArgument(new Argument('[name]', 'of a setting, to print its details'))
  .option('--json', 'print JSON')
  .action(run);

function run(name: string | undefined, { context, json }: Options): void {
  const settings = appliedSettings(context);
  const one = settings.find((setting) => setting.name === name);
  if (name !== undefined && one === undefined)
    command.error(
      `error: ${name} is no setting.${didYouMean(name, SETTING_NAMES)} Settings: ${SETTING_NAMES.join(', ')}.`,
      { exitCode: 2 },
    );
  if (json) console.log(JSON.stringify(one ?? settings, null, 2));
  else {
    const width = widthOf(process.stdout);
    print(one ? settingText(one, width) : settingsText(settings, width));
  }
}

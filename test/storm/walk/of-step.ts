import { ANSWERS } from './answers-of-step';
import { DATA } from './data-of-step';
import { RESOURCES } from './resources-of-step';
import type { Deployed } from './step';
import { settingsOf, stockOf } from './walk';

/**
 * Looks whether outputs, options, data and answers are those of the step that was deployed last.
 *
 * @throws Error that says what differs
 */
export async function expectOfStep(deployed: Deployed): Promise<void> {
  const { configuration, rows } = deployed;
  const step = { ...deployed, settings: settingsOf(configuration.given), stock: stockOf(rows.given) };
  for (const check of [...RESOURCES, ...DATA, ...ANSWERS]) await check(step);
}

import { PersonalizeRuntimeClient } from '@aws-sdk/client-personalize-runtime';
import { LOCAL_REGION } from 'embedded-aws/environment';
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
  const { account, configuration, rows } = deployed;
  const { given } = configuration;
  const runtime = new PersonalizeRuntimeClient({ endpoint: account.aws.endpoint, region: LOCAL_REGION });
  const step = { ...deployed, runtime, settings: settingsOf(given), stock: stockOf(rows.given) };
  try {
    for (const check of [...RESOURCES, ...DATA, ...ANSWERS]) await check(step);
  } finally {
    runtime.destroy();
  }
}

import { runCdk } from '@ecommerce-recommenders/tools/cdk/cdk';
import { LOCAL_REGION, localEnvironment } from 'embedded-aws/environment';
import { start } from '@ecommerce-recommenders/tools/start/start';
import { startLocalAws } from 'embedded-aws/local-aws';
import { type Measurement, type Sample, timed } from '../measurement';
import { ONE_RESOURCE_APP } from './synth';

/** `cdk deploy` of the whole stack with the shipped sample, including data, imports and training. */
export const deployment: Measurement = {
  title: 'cdk deploy on the embedded AWS',
  unit: 's',
  goal: '≤ 1.8× of cdk synth alone',
  prepare: async ({ folder }) => {
    const cdk = (endpoint: string, ...args: string[]): Promise<void> =>
      runCdk(args, { environment: localEnvironment({ endpoint, region: LOCAL_REGION }), folder });
    return [
      { name: 'this project', run: deployWhole },
      {
        name: 'one resource, which takes no time',
        run: async () => {
          const aws = await startLocalAws();
          const deploy = ['deploy', '--require-approval', 'never', '--app', ONE_RESOURCE_APP];
          try {
            return await timed(() => cdk(aws.endpoint, ...deploy));
          } finally {
            await aws.close();
          }
        },
      },
      { name: 'cdk synth alone', run: () => timed(() => cdk('http://127.0.0.1:9', 'synth', '--quiet')) },
    ];
  },
};

async function deployWhole(): Promise<Sample> {
  const { timings } = await start(
    { interrupted: new AbortController().signal },
    { onStep: () => {}, onResource: () => {}, onNote: () => {}, onReady: async () => {} },
  );
  return { value: timings.deploy };
}

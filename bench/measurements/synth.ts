import { runCdk } from '@ecommerce-recommenders/tools/cdk/cdk';
import { LOCAL_REGION, localEnvironment } from 'embedded-aws/environment';
import { type Contender, type Measurement, timed } from '../measurement';

/** A minimal CDK app that is run like ours. It measures the overhead of the CLI and the CDK. */
const appOf = (more: string): string =>
  `node -r ./bin/run-typescript.cjs -e "const { App, CfnResource, Stack } = require('aws-cdk-lib'); ` +
  `const app = new App(); const stack = new Stack(app, 'Empty'); ${more}app.synth()"`;

/** An app with an empty stack, which the CLI does not deploy. */
const EMPTY_APP = appOf('');

/** An app with a stack of one resource that is created immediately. */
export const ONE_RESOURCE_APP = appOf(
  `new CfnResource(stack, 'Nothing', { type: 'AWS::CloudFormation::WaitConditionHandle' }); `,
);

/** The CDK CLI's synth, including process start. It makes no AWS calls. */
export const synth: Measurement = {
  title: 'cdk synth',
  unit: 's',
  goal: '≤ 1.3× of an empty app with the same runner',
  prepare: async ({ folder }) => {
    const environment = localEnvironment({ endpoint: 'http://127.0.0.1:9', region: LOCAL_REGION });
    const contender = (name: string, ...app: string[]): Contender => ({
      name,
      run: () => timed(() => runCdk(['synth', '--quiet', ...app], { environment, folder })),
    });
    return [contender('this project'), contender('empty app', '--app', EMPTY_APP)];
  },
};

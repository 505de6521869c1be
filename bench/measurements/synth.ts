import { runCdk } from '../../cli/cdk';
import { LOCAL_REGION, localEnvironment } from '../../cli/local-environment';
import { type Contender, type Measurement, timed } from '../measurement';

/** A CDK app that does so little, run as cdk.json runs ours: what the CLI and the CDK take by themselves. */
const appOf = (more: string): string =>
  `node -r ./bin/run-typescript.cjs -e "const { App, CfnResource, Stack } = require('aws-cdk-lib'); ` +
  `const app = new App(); const stack = new Stack(app, 'Empty'); ${more}app.synth()"`;

/** Has a stack with nothing in it, which the CLI does not deploy. */
const EMPTY_APP = appOf('');

/** Has a stack of one resource that is there as soon as it is asked for. */
export const ONE_RESOURCE_APP = appOf(
  `new CfnResource(stack, 'Nothing', { type: 'AWS::CloudFormation::WaitConditionHandle' }); `,
);

/** The CDK CLI's synth, process and all; nobody is asked, so there need not be an AWS. */
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

import { runCdk } from '../../cli/cdk';
import { LOCAL_REGION, localEnvironment } from '../../cli/local-environment';
import { EMPTY_APP } from '../empty-app';
import type { Contender, Measurement } from '../measurement';
import { timed } from '../timed';

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

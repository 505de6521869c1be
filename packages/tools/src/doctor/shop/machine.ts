import { createRequire } from 'node:module';
import { join } from 'node:path';
import { engines } from '../../../../../package.json';
import { IS_CHECKOUT, PROJECT_FOLDER } from '@ecommerce-recommenders/shop-data/contracts/project-folder';
import { ok, problem, type Checks } from '../check';

/** The programs on this machine. */
export interface Machine {
  /** `v20.20.2` */
  readonly nodeVersion: string;
  /** Version of the installed CDK CLI, if there is one. */
  readonly cdkVersion: string | undefined;
}

/** The machine that this process runs on. */
export const thisMachine = (): Machine => ({
  nodeVersion: process.version,
  cdkVersion: installedVersion('aws-cdk/package.json'),
});

/** Requirements of every command, even without AWS. */
export const MACHINE_CHECKS: Checks<Machine> = {
  node: async ({ nodeVersion }) => {
    const wanted = Number(/\d+/.exec(engines.node)![0]);
    const found = Number(/\d+/.exec(nodeVersion)![0]);
    return found >= wanted
      ? ok(`Node.js ${nodeVersion}.`)
      : problem(
          `Node.js ${nodeVersion} is too old: ${engines.node} is needed.`,
          'Install a newer one from https://nodejs.org.',
        );
  },
  cdk: async ({ cdkVersion }) =>
    cdkVersion === undefined
      ? problem(
          'The CDK CLI is not installed.',
          IS_CHECKOUT
            ? 'Run "npm ci" in the project’s folder.'
            : 'Install it in the folder of the app: npm install --save-dev aws-cdk',
        )
      : ok(`The CDK CLI ${cdkVersion} of this project.`),
};

function installedVersion(manifest: string): string | undefined {
  try {
    const require = createRequire(join(PROJECT_FOLDER, 'package.json'));
    return (require(manifest) as { readonly version: string }).version;
  } catch {
    return undefined;
  }
}

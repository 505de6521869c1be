import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IS_CHECKOUT, PROJECT_FOLDER } from '@ecommerce-recommenders/shop-data/contracts/project-folder';

/** The members of a cdk.json that commands read. */
interface CdkJson {
  readonly app?: string;
  readonly context?: Readonly<Record<string, unknown>>;
}

/** The project's cdk.json. It may be missing in the folder of an app that has installed the package. */
const FILE = join(PROJECT_FOLDER, 'cdk.json');

let read: CdkJson | undefined;

/** @throws Error if the file is not JSON */
function cdkJson(): CdkJson {
  return (read ??= readCdkJson());
}

function readCdkJson(): CdkJson {
  try {
    return JSON.parse(readFileSync(FILE, 'utf8')) as CdkJson;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw new Error(`${FILE} cannot be read as JSON: ${(cause as Error).message}. Correct it.`, { cause });
  }
}

/** The context in cdk.json, unparsed. */
export const cdkContext = (): Readonly<Record<string, unknown>> => cdkJson().context ?? {};

/** Whether cdk.json names an app for the CDK CLI to synthesize. */
export const hasOwnApp = (): boolean => IS_CHECKOUT || cdkJson().app !== undefined;

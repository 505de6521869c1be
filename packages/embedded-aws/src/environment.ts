import { isLoopbackHost } from './gateway/known-host';

/** Silences the SDK's notice about dropping Node.js 20: the pinned versions support it. */
export const QUIET_SDK = { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' };

/** Where tools and SDKs find the embedded AWS. */
interface LocalEnvironmentOptions {
  readonly endpoint: string;
  readonly region: string;
}

/** Region used by local commands. */
export const LOCAL_REGION = 'us-east-1';

/** Its only account: the one of AWS's documentation. */
export const LOCAL_ACCOUNT = '123456789012';

/** Default port of the embedded AWS. */
export const LOCAL_PORT = 4566;

/**
 * The variables that point any AWS tool at the embedded AWS. The keys are dummies, which real AWS rejects.
 */
function localVariables({ endpoint, region }: LocalEnvironmentOptions): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: region,
    // AWS CLI v1 and boto3 know only this name.
    AWS_DEFAULT_REGION: region,
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}

/** How each shell sets a variable. The values hold no quotes. */
const SET_VARIABLE = {
  sh: (name: string, value: string) => `export ${name}=${value}`,
  powershell: (name: string, value: string) => `$env:${name} = '${value}'`,
  cmd: (name: string, value: string) => `set "${name}=${value}"`,
} as const satisfies Record<string, (name: string, value: string) => string>;

const UNSET_VARIABLE: Readonly<Record<Shell, (name: string) => string>> = {
  sh: (name) => `unset ${name}`,
  powershell: (name) => `Remove-Item Env:${name}`,
  cmd: (name) => `set "${name}="`,
};

/** Variables that would still send tools elsewhere: endpoints of single services, and other credentials. */
const ELSEWHERE =
  /^AWS_(ENDPOINT_URL_\w+|IGNORE_CONFIGURED_ENDPOINT_URLS|PROFILE|DEFAULT_PROFILE|SESSION_TOKEN)$/;

/** A shell whose syntax {@link exportLines} writes. */
export type Shell = keyof typeof SET_VARIABLE;

/** Every {@link Shell}. */
export const SHELLS = Object.keys(SET_VARIABLE) as Shell[];

/** PowerShell on Windows, otherwise a POSIX shell. */
export const defaultShell = (): Shell => (process.platform === 'win32' ? 'powershell' : 'sh');

/**
 * Shell commands that point AWS tools at the embedded AWS, one per variable.
 *
 * @param inherited - variables that the shell has
 */
export const exportLines = (
  options: LocalEnvironmentOptions,
  shell: Shell = defaultShell(),
  inherited: NodeJS.ProcessEnv = {},
): string[] => [
  ...Object.entries(localVariables(options)).map(([name, value]) => SET_VARIABLE[shell](name, value)),
  ...Object.keys(inherited)
    .filter((name) => ELSEWHERE.test(name))
    .map(UNSET_VARIABLE[shell]),
];

/** Where this shell already finds the embedded AWS; the default port unless AWS_ENDPOINT_URL is an address of this machine. */
export function localEndpoint({ AWS_ENDPOINT_URL: given = '' }: NodeJS.ProcessEnv): string {
  const isOfThisMachine = URL.canParse(given) && isLoopbackHost(new URL(given).host);
  return isOfThisMachine ? new URL(given).origin : `http://127.0.0.1:${LOCAL_PORT}`;
}

/**
 * Environment for a child process that must never reach real AWS: this process's without AWS_* and CDK_*
 * (profiles, tokens, per-service endpoints), plus {@link localVariables}.
 */
export function localEnvironment(options: LocalEnvironmentOptions): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(AWS|CDK)_/.test(name));
  return { ...Object.fromEntries(inherited), ...localVariables(options), ...QUIET_SDK };
}

/** SDK client config for the embedded AWS. */
export interface LocalClientConfig {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** Points an SDK client at the embedded AWS, overriding the environment. */
export function localClientConfig(endpoint: string): LocalClientConfig {
  const variables = localVariables({ endpoint, region: LOCAL_REGION });
  return {
    endpoint,
    region: LOCAL_REGION,
    credentials: {
      accessKeyId: variables.AWS_ACCESS_KEY_ID,
      secretAccessKey: variables.AWS_SECRET_ACCESS_KEY,
    },
  };
}

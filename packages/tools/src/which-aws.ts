import type { MeasuredChoice } from '@ecommerce-recommenders/shop-data/insight/readiness/measurement';
import { LOCAL_PORT } from 'embedded-aws/environment';
import { explainError } from './terminal';

/** Whether AWS tools are pointed at a custom endpoint, such as the embedded AWS. */
export const hasEndpoint = (): boolean => process.env.AWS_ENDPOINT_URL !== undefined;

/** Account and region of the real AWS; undefined if they cannot be determined. */
export async function accountInWords(): Promise<string | undefined> {
  // Loaded lazily, because commands that do not call AWS do not need it.
  const { GetCallerIdentityCommand, STSClient } = await import('@aws-sdk/client-sts');
  const sts = new STSClient({});
  try {
    const [{ Account }, region] = await Promise.all([
      sts.send(new GetCallerIdentityCommand({})),
      sts.config.region(),
    ]);
    return `This is AWS: account ${Account}, region ${region}.`;
  } catch {
    // The command's next request will fail for the same reason and report it.
    return undefined;
  } finally {
    sts.destroy();
  }
}

/** The address of an embedded AWS at its default port, if one is running. */
export async function embeddedEndpoint(): Promise<string | undefined> {
  const endpoint = `http://127.0.0.1:${LOCAL_PORT}`;
  return (await isEmbedded(endpoint)) ? endpoint : undefined;
}

/** Whether an embedded AWS answers at an address. */
export async function isEmbedded(endpoint: string): Promise<boolean> {
  const response = await fetch(`${endpoint}/_local/health`).catch(() => undefined);
  return response?.ok ?? false;
}

/** The model that a recommender's training has chosen on the embedded AWS. AWS does not report it. */
export async function chosenModel(recommenderArn: string): Promise<MeasuredChoice | undefined> {
  const endpoint = process.env.AWS_ENDPOINT_URL;
  if (endpoint === undefined) return undefined;
  const response = await fetch(`${endpoint}/_local/models`).catch(() => undefined);
  if (!response?.ok) return undefined;
  type Model = { readonly arn: string; readonly choice?: MeasuredChoice };
  const models = (await response.json().catch(() => [])) as readonly Model[];
  return models.find(({ arn }) => arn === recommenderArn)?.choice;
}

/** How to point this shell at an embedded AWS. */
export const howToPoint = (endpoint: string): string =>
  `An embedded AWS runs at ${endpoint}. To point this shell at it: eval "$(npx recommenders env)"`;

/** Errors of a shell without an AWS configuration. */
const NOWHERE = /Region is missing|credentials/i;

/** Like {@link explainError}, with a hint if an embedded AWS is running that this shell does not point at. */
export async function explainWithHint(error: unknown): Promise<string> {
  const explained = explainError(error);
  if (hasEndpoint() || !(error instanceof Error) || !NOWHERE.test(`${error.name} ${error.message}`))
    return explained;
  const endpoint = await embeddedEndpoint();
  return endpoint === undefined ? explained : `${explained}\n${howToPoint(endpoint)}`;
}

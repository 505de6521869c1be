import type { RecommenderConfig } from '@aws-sdk/client-personalize';
import { HOURS_PER_MONTH } from '@ecommerce-recommenders/personalize/charges';
import { DEFAULT_REQUESTS_PER_SECOND } from '@ecommerce-recommenders/personalize/provisioned-rate';
import { campaignUsd } from '@ecommerce-recommenders/shop-data/insight/cost/ranking-cost';
import { recommendersUsd } from '@ecommerce-recommenders/shop-data/insight/cost/recommenders-cost';
import { shellWord } from '../../../shell-word';
import type { Finding, NamedFinding } from '../../check';
import type { DeployedStack } from './deployed-stack';
import type { Contents, Found } from './personalize-contents';
import type { Kind } from './personalize-kinds';

/** A deployed stack, and what exists in Personalize. */
export interface Compared {
  readonly stack: DeployedStack;
  readonly contents: Contents;
  /** Names that recommenders of the stack's shops have, whether deployed or not. */
  readonly ourNames: ReadonlySet<string>;
  /** Number of users in the data, by which recommenders are priced; undefined if unknown. */
  readonly users: number | undefined;
  /** Milliseconds since 1970. */
  readonly nowMs: number;
}

export const named = (name: string, findings: readonly Finding[]): NamedFinding[] =>
  findings.map((finding) => ({ name, ...finding }));

/** `event tracker` */
export const nounOf = (kind: Kind): string => kind.replaceAll('-', ' ');

export const isBeingDeleted = ({ status }: Pick<Found, 'status'>): boolean => status.startsWith('DELETE');

/** Whether a status will change by itself. */
export const isSettling = ({ status }: Pick<Found, 'status'>): boolean => /PENDING|IN_PROGRESS/.test(status);

/** Command of the AWS CLI that deletes a resource. */
export const deletion = ({ kind, arn }: Pick<Found, 'kind' | 'arn'>): string =>
  `aws personalize delete-${kind} --${kind}-arn ${shellWord(arn)}`;

/** Command of the AWS CLI that tags a resource. */
export const tagging = (arn: string, tags: readonly (readonly [string, string])[]): string =>
  `aws personalize tag-resource --resource-arn ${shellWord(arn)} --tags ` +
  tags.map(([key, value]) => shellWord(`tagKey=${key},tagValue=${value}`)).join(' ');

/** `$274 a month` */
export const monthly = (usd: number): string =>
  `$${usd.toLocaleString('en-US', { maximumFractionDigits: 0 })} a month`;

/** The monthly price of a recommender, which depends on the users. */
export const recommenderMonthly = (rate: number, compared: Compared): string =>
  `${compared.users === undefined ? 'at least ' : ''}${monthly(recommenderUsd(rate, compared))}`;

/** US dollars per month for an ACTIVE recommender without requests. */
export const recommenderUsd = (rate: number, { users = 0 }: Pick<Compared, 'users'>): number =>
  recommendersUsd([{ users, requestsPerSecond: 0, minRequestsPerSecond: rate }], HOURS_PER_MONTH);

/** US dollars per month for a campaign for ranking without requests. */
export const campaignIdleUsd = (rate: number): number =>
  campaignUsd({ minRequestsPerSecond: rate, requestsPerSecond: 0 }, HOURS_PER_MONTH);

export const rateOf = ({ minRecommendationRequestsPerSecond: rate }: RecommenderConfig = {}): number =>
  rate ?? DEFAULT_REQUESTS_PER_SECOND;

import type { S3Client } from '@aws-sdk/client-s3';
import type {
  ListsPlan,
  ListsState,
  ListsStep,
} from '@ecommerce-recommenders/shop-data/contracts/functions/lists';
import { runName } from '@ecommerce-recommenders/shop-data/contracts/fresh-data/import-run';
import { listObjects, type ListObjects } from '../../../../lambda/lists/steps/list-objects';
import { FakeBucket } from '../../support/fake-s3';

const ARN = 'arn:aws:personalize:eu-west-1:111122223333';
export const STACK_ID = 'arn:aws:cloudformation:eu-west-1:111122223333:stack/Shop/1';
export const execution = 'arn:aws:states:eu-west-1:111122223333:execution:Shop-lists:one';
export const startedAt = '2026-11-27T03:00:00.000Z';
export const RUN = runName(startedAt, execution);
export const recommenderArn = (name: string): string => `${ARN}:recommender/Shop-${name}`;

/** One list for all, and lists by item with and without a filter. */
export const PLAN: ListsPlan = {
  recommenders: (['best-sellers', 'frequently-bought-together'] as const).map((name) => ({
    Name: `Shop-${name}`,
    DatasetGroupArn: `${ARN}:dataset-group/Shop-shop`,
    RecipeArn: `arn:aws:personalize:::recipe/${name}`,
    Tags: { team: 'shop' },
  })),
  lists: [
    { useCase: 'best-sellers', recommenderArn: recommenderArn('best-sellers') },
    { useCase: 'frequently-bought-together', recommenderArn: recommenderArn('frequently-bought-together') },
    {
      useCase: 'frequently-bought-together',
      recommenderArn: recommenderArn('frequently-bought-together'),
      filter: 'cheap',
      filterArn: `${ARN}:filter/Shop-cheap`,
    },
  ],
  temporary: ['best-sellers', 'frequently-bought-together', 'most-viewed'].map(recommenderArn),
};

export const step = (state: ListsState = {}, plan = PLAN): ListsStep => ({
  execution,
  startedAt,
  plan,
  state,
});

export function lists(now = (): number => 0): { bucket: FakeBucket; s3: S3Client; objects: ListObjects } {
  const bucket = new FakeBucket(now);
  return { bucket, s3: bucket.client, objects: listObjects(bucket.client, 'data') };
}

import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { parseDataSource } from '@ecommerce-recommenders/shop-data/data/data-source';
import { MANIFEST_KEY } from '@ecommerce-recommenders/shop-data/contracts/lists/list-places';
import { parseManifest } from '@ecommerce-recommenders/shop-data/contracts/lists/manifest';
import { readList, type ListQuery } from '@ecommerce-recommenders/shop-data/contracts/lists/read-list';
import {
  ANSWERED_USE_CASES,
  SIMILAR_ITEMS,
  type AnsweredUseCase,
} from '@ecommerce-recommenders/shop-data/contracts/lists/similar-items';
import { RECOMMENDER_OUTPUTS } from '@ecommerce-recommenders/shop-data/contracts/stack-outputs';
import { USE_CASE_NAMES, type UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import type { StackOutputs } from './stack-outputs';

/** The lists of a deployed stack that are in service. */
export interface ShopLists {
  readonly useCases: readonly AnsweredUseCase[];
  /** Name of the run that made them. */
  readonly run: string;
  /** One list; `undefined` for an item without one. */
  read(query: ListQuery): Promise<string[] | undefined>;
}

/** @returns `undefined` if all use cases of the stack are live */
export async function shopLists(s3: S3Client, outputs: StackOutputs): Promise<ShopLists | undefined> {
  const place = parseDataSource(outputs.ListsPrefix ?? '');
  if (!place) return undefined;
  const get = async (Key: string): Promise<string | undefined> => {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: place.bucket, Key }));
    return Body?.transformToString();
  };
  const manifest = parseManifest((await get(MANIFEST_KEY)) ?? '');
  return {
    // A use case that was switched to live may still have lists.
    useCases: ANSWERED_USE_CASES.filter(
      (name) =>
        recommenderArnOf(outputs, name) === undefined &&
        manifest.lists.some(({ useCase }) => useCase === name),
    ),
    run: manifest.run,
    read: (query) => readList(get, manifest, query),
  };
}

/** ARN of a use case's recommender; `undefined` if the use case is served from lists, or not at all. */
export const recommenderArnOf = (outputs: StackOutputs, useCase: AnsweredUseCase): string | undefined =>
  useCase === SIMILAR_ITEMS ? undefined : outputs[RECOMMENDER_OUTPUTS[useCase]];

/** Personalize's use cases that a deployed stack serves, live or from lists, in display order. */
export const deployedUseCases = (outputs: StackOutputs, lists: ShopLists | undefined): UseCaseName[] =>
  USE_CASE_NAMES.filter((name) => outputs[RECOMMENDER_OUTPUTS[name]] || lists?.useCases.includes(name));

/** {@link deployedUseCases}, and similar items if they have lists. */
export const answeredUseCases = (outputs: StackOutputs, lists: ShopLists | undefined): AnsweredUseCase[] => [
  ...deployedUseCases(outputs, lists),
  ...(lists?.useCases.filter((name) => name === SIMILAR_ITEMS) ?? []),
];

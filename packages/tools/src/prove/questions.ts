import {
  GetRecommendationsCommand,
  type PersonalizeRuntimeClient,
} from '@aws-sdk/client-personalize-runtime';
import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { RECOMMENDER_OUTPUTS } from '@ecommerce-recommenders/shop-data/contracts/stack-outputs';
import type { StackOutputs } from '../deployed/stack-outputs';
import type { Reply } from './proof';

interface Question {
  readonly useCase: UseCaseName;
  readonly userId?: string;
  readonly itemId?: string;
  readonly numResults?: number;
}

/** A user of the shipped sample with a history, and the item that is bought most. */
const USER = '1';
const ITEM = 'a12f88be-d2c6-4f1c-9693-c4713279cf6b';
const UNKNOWN = 'nobody-and-nothing';

/** The questions by their names in the proof: each use case, then what the documentation leaves open. */
const QUESTIONS: Readonly<Record<string, Question>> = {
  'most-viewed': { useCase: 'most-viewed', userId: USER },
  'best-sellers': { useCase: 'best-sellers', userId: USER },
  'frequently-bought-together': { useCase: 'frequently-bought-together', itemId: ITEM },
  'customers-who-viewed-x-also-viewed': {
    useCase: 'customers-who-viewed-x-also-viewed',
    userId: USER,
    itemId: ITEM,
  },
  'most-viewed without a user': { useCase: 'most-viewed' },
  'most-viewed for an unknown user': { useCase: 'most-viewed', userId: UNKNOWN },
  'most-viewed with an item that it does not need': { useCase: 'most-viewed', userId: USER, itemId: ITEM },
  'most-viewed, no results': { useCase: 'most-viewed', userId: USER, numResults: 0 },
  'most-viewed, 501 results': { useCase: 'most-viewed', userId: USER, numResults: 501 },
  'frequently-bought-together without an item': { useCase: 'frequently-bought-together', userId: USER },
  'frequently-bought-together for an unknown item': {
    useCase: 'frequently-bought-together',
    itemId: UNKNOWN,
  },
  'customers-who-viewed-x-also-viewed for an unknown item': {
    useCase: 'customers-who-viewed-x-also-viewed',
    userId: USER,
    itemId: UNKNOWN,
  },
};

/** The question for the use case of a recommender. */
export function useCaseQuestions(recommenderArn: string, outputs: StackOutputs): readonly object[] {
  return Object.entries(QUESTIONS).flatMap(([name, { useCase, ...ids }]) =>
    name === useCase && outputs[RECOMMENDER_OUTPUTS[useCase]] === recommenderArn
      ? [{ recommenderArn, ...ids, numResults: 10 }]
      : [],
  );
}

/** Asks all {@link QUESTIONS}. */
export async function askQuestions(
  runtime: PersonalizeRuntimeClient,
  outputs: StackOutputs,
): Promise<Record<string, Reply>> {
  const replies: Record<string, Reply> = {};
  for (const [name, { useCase, numResults = 10, ...ids }] of Object.entries(QUESTIONS)) {
    const recommenderArn = outputs[RECOMMENDER_OUTPUTS[useCase]];
    replies[name] = await replyOf(async () => {
      const { itemList = [] } = await runtime.send(
        new GetRecommendationsCommand({ recommenderArn, ...ids, numResults }),
      );
      return itemList.map(({ itemId = '' }) => itemId);
    });
  }
  return replies;
}

/** The answer of a call, or its error with code and message. */
export async function replyOf(call: () => Promise<readonly string[]>): Promise<Reply> {
  try {
    return { items: await call() };
  } catch (error) {
    const { name, message } = error as Error;
    return { error: `${name}: ${message}` };
  }
}

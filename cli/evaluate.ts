import type { PersonalizeClient } from '@aws-sdk/client-personalize';
import { GetRecommendationsCommand } from '@aws-sdk/client-personalize-runtime';
import { compareLists, type ComparedLists } from '../domain/evaluation/compare-lists';
import { LONGEST_LIST, questionsOf, type Question } from '../domain/evaluation/questions';
import { sampled, seededRandom } from '../domain/evaluation/seeded-random';
import { USE_CASE_NAMES, USE_CASES, type UseCaseName } from '../domain/use-cases';
import { concurrently } from './concurrently';
import { readEvaluationData } from './read-evaluation-data';
import type { RecommendClients } from './recommend';
import { recommenderProblem } from './recommender-problem';
import type { StackOutputs } from './stack-outputs';

/** The clients that {@link evaluate} asks. */
export interface EvaluateClients extends RecommendClients {
  readonly personalize: PersonalizeClient;
}

/** How much is asked, and who watches. */
export interface EvaluateOptions {
  /** Users whom each recommender is asked for at most, taken at random, the same ones each time. */
  readonly users: number;
  readonly onAsked?: (asked: number, total: number) => void;
}

/** What a use case's lists are worth beside those of its baselines. */
export interface UseCaseEvaluation {
  readonly useCase: UseCaseName;
  /** Users for whom the recommender was asked; 0 where no held-out interactions answer its question. */
  readonly users: number;
  /** The recommender's first; empty if nothing was asked. */
  readonly lists: readonly ComparedLists[];
}

/** Requests under way at a time: what a recommender with the smallest capacity takes. */
const CONCURRENCY = 4;

const SEED = 1;

/**
 * Asks every recommender of a stack for users of whom later interactions are known, and measures how many of
 * these it has foretold.
 *
 * @see {@link questionsOf} for what is asked and what counts as right
 * @throws Error that says what to do when nothing is held out, or when a recommender does not answer
 */
export async function evaluate(
  { s3, runtime, personalize }: EvaluateClients,
  outputs: StackOutputs,
  { users, onAsked }: EvaluateOptions,
): Promise<UseCaseEvaluation[]> {
  const deployed = USE_CASE_NAMES.filter((useCase) => outputs[USE_CASES[useCase].output]);
  const arnOf = (useCase: UseCaseName): string => outputs[USE_CASES[useCase].output];
  for (const useCase of deployed) {
    const problem = await recommenderProblem(personalize, arnOf(useCase));
    if (problem !== undefined) throw new Error(problem);
  }
  const data = await readEvaluationData(s3, outputs.DataBucketName);
  const questions = new Map(
    deployed.map((useCase) => {
      const all = questionsOf(useCase, data.training, data.validation);
      return [useCase, sampled(all, users, seededRandom(SEED))];
    }),
  );
  const total = [...questions.values()].reduce((sum, { length }) => sum + length, 0);
  let asked = 0;
  const ask = async (recommenderArn: string, { userId, itemId }: Question): Promise<string[]> => {
    const { itemList = [] } = await runtime.send(
      new GetRecommendationsCommand({ recommenderArn, userId, itemId, numResults: LONGEST_LIST }),
    );
    onAsked?.(++asked, total);
    return itemList.map((item) => item.itemId ?? '');
  };

  const evaluations: UseCaseEvaluation[] = [];
  for (const [useCase, of] of questions) {
    const answers = await concurrently(of, CONCURRENCY, (question) => ask(arnOf(useCase), question));
    const lists = of.length === 0 ? [] : compareLists(useCase, of, answers, data);
    evaluations.push({ useCase, users: of.length, lists });
  }
  return evaluations;
}

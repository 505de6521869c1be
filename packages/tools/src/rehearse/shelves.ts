import {
  GetPersonalizedRankingCommand,
  GetRecommendationsCommand,
  PersonalizeRuntimeClient,
} from '@aws-sdk/client-personalize-runtime';
import { S3Client } from '@aws-sdk/client-s3';
import { USE_CASE_NAMES, USE_CASES, type UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import type { Deletion } from '@ecommerce-recommenders/shop-data/contracts/deletions';
import { needsItem } from '@ecommerce-recommenders/shop-data/contracts/lists/read-list';
import {
  SIMILAR_ITEMS,
  titleOf,
  type AnsweredUseCase,
} from '@ecommerce-recommenders/shop-data/contracts/lists/similar-items';
import { RECOMMENDER_OUTPUTS } from '@ecommerce-recommenders/shop-data/contracts/stack-outputs';
import { localClientConfig } from 'embedded-aws/environment';
import { knownItem } from '../deployed/expect-live';
import { answeredUseCases, shopLists } from '../deployed/shop-lists';
import type { StackOutputs } from '../deployed/stack-outputs';

/** Something that a shop shows: a recommender, a list, the ranking, or a route of the API. */
export interface Shelf {
  /** For `--accept` and in JSON: `best-sellers`, `list:best-sellers`, `api:best-sellers`. */
  readonly name: string;
  /** As a shop owner would say. */
  readonly title: string;
  /** Losses that take it away, by the name of {@link Deletion}. */
  readonly goesWith: readonly Deletion['what'][];
  /** Asks it. @returns which source has answered. @throws if none has */
  readonly ask: () => Promise<string>;
}

/** Somebody new, who has bought nothing that an answer would leave out. */
const USER = 'somebody-new';

/** The shelves of a deployed stack, as pages and back ends of the shop ask for them: by what its outputs are now. */
export async function shelvesOf(endpoint: string, outputs: StackOutputs): Promise<Shelf[]> {
  const config = localClientConfig(endpoint);
  const runtime = new PersonalizeRuntimeClient({ ...config, maxAttempts: 1 });
  const s3 = new S3Client({ ...config, forcePathStyle: true, maxAttempts: 1 });
  const item = await knownItem({ s3 }, outputs);
  const lists = await shopLists(s3, outputs).catch(() => undefined);

  const recommender = (useCase: UseCaseName, recommenderArn: string): Shelf => ({
    name: useCase,
    title: `${USE_CASES[useCase].title}, its recommender`,
    goesWith: ['recommenders', 'dataset-group'],
    ask: async () => {
      const needs: readonly string[] = USE_CASES[useCase].needs;
      const { itemList = [] } = await runtime.send(
        new GetRecommendationsCommand({
          recommenderArn,
          userId: needs.includes('userId') ? USER : undefined,
          itemId: needs.includes('itemId') ? item : undefined,
          numResults: 5,
        }),
      );
      return answered(itemList, 'the recommender');
    },
  });
  const list = (useCase: AnsweredUseCase): Shelf => ({
    name: `list:${useCase}`,
    title: `${titleOf(useCase)}, its lists`,
    goesWith: [useCase === SIMILAR_ITEMS ? 'similar-items' : 'lists', 'lists'],
    ask: async () => {
      const current = await shopLists(s3, outputs);
      const found = await current?.read({
        useCase,
        ...(needsItem(useCase) && { itemId: item }),
        numResults: 5,
      });
      return answered(found ?? [], 'the lists');
    },
  });
  const route = (useCase: AnsweredUseCase, url: string): Shelf => ({
    name: `api:${useCase}`,
    title: `${titleOf(useCase)}, from the API`,
    goesWith: ['api', useCase === SIMILAR_ITEMS ? 'similar-items' : 'recommenders', 'lists'],
    ask: async () => {
      const asked = new URLSearchParams({ num: '5', ...(needsItem(useCase) && { item }) });
      const response = await fetch(
        `${url.replace(/\/$/, '')}/recommendations/${useCase}?${asked.toString()}`,
      );
      if (response.status !== 200) throw new Error(`it answers ${response.status}`);
      const { items, from } = (await response.json()) as {
        readonly items: readonly unknown[];
        readonly from: string;
      };
      return answered(items, from);
    },
  });
  const { RankingCampaignArn: campaignArn, ApiUrl } = outputs;
  return [
    ...USE_CASE_NAMES.flatMap((useCase) => {
      const arn = outputs[RECOMMENDER_OUTPUTS[useCase]];
      return arn === undefined ? [] : [recommender(useCase, arn)];
    }),
    ...(lists?.useCases ?? []).map(list),
    ...(campaignArn === undefined
      ? []
      : [
          {
            name: 'ranking',
            title: 'The ranking, its campaign',
            goesWith: ['ranking' as const],
            ask: async () => {
              const { personalizedRanking = [] } = await runtime.send(
                new GetPersonalizedRankingCommand({ campaignArn, userId: USER, inputList: [item] }),
              );
              return answered(personalizedRanking, 'the campaign');
            },
          },
        ]),
    ...(ApiUrl === undefined
      ? []
      : // It takes a user, whom only the shop's back end can prove.
        answeredUseCases(outputs, lists)
          .filter((useCase) => useCase !== 'recommended-for-you')
          .map((useCase) => route(useCase, ApiUrl))),
  ];
}

function answered(items: readonly unknown[], source: string): string {
  if (items.length === 0) throw new Error('it answers nothing');
  return source;
}

/** A time in which a shelf had no answer, or one of another source than at first. Milliseconds since the deployment began. */
export interface Span {
  readonly fromMs: number;
  /** Absent if it lasts. */
  readonly toMs?: number;
  /** Absent for no answer. */
  readonly source?: string;
  /** Why there was no answer. */
  readonly problem?: string;
}

/** What was seen of a shelf. */
export interface SeenShelf extends Pick<Shelf, 'name' | 'title' | 'goesWith'> {
  /** What answered before the deployment; absent for no answer. */
  readonly usual?: string;
  readonly spans: readonly Span[];
}

/** Asks shelves again and again. */
export interface ShelfWatch {
  /** Asks each shelf. */
  look(): Promise<void>;
  seen(): SeenShelf[];
}

type Look = Pick<Span, 'source' | 'problem'>;

/** Starts to watch, with a first look. @param now - milliseconds since the deployment began */
export async function watchShelves(shelves: readonly Shelf[], now: () => number): Promise<ShelfWatch> {
  const lookAt = ({ ask }: Shelf): Promise<Look> =>
    ask().then(
      (source) => ({ source }),
      (error: Error) => ({ problem: error.message }),
    );
  const watched = await Promise.all(
    shelves.map(async (shelf) => {
      const first = await lookAt(shelf);
      return { shelf, usual: first.source, latest: first, spans: [] as Span[] };
    }),
  );
  return {
    look: async () => {
      const atMs = now();
      await Promise.all(
        watched.map(async (one) => {
          const look = await lookAt(one.shelf);
          if (look.source === one.latest.source) return;
          const open = one.spans.at(-1);
          if (open && open.toMs === undefined) one.spans[one.spans.length - 1] = { ...open, toMs: atMs };
          if (look.source !== one.usual) one.spans.push({ fromMs: atMs, ...look });
          one.latest = look;
        }),
      );
    },
    seen: () =>
      watched.map(({ shelf: { name, title, goesWith }, usual, spans }) => ({
        name,
        title,
        goesWith,
        usual,
        spans,
      })),
  };
}

/** How long a shelf had no answer, until the deployment ended. */
export const silentMs = ({ spans }: SeenShelf, endMs: number): number =>
  spans.reduce(
    (sum, { fromMs, toMs = endMs, source }) => sum + (source === undefined ? toMs - fromMs : 0),
    0,
  );

/** Whether a shelf that had answers has none in the end. */
export const isSilent = ({ usual, spans }: SeenShelf): boolean => {
  const last = spans.at(-1);
  return usual !== undefined && last !== undefined && last.toMs === undefined && last.source === undefined;
};

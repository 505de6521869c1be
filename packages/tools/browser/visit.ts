import { createContext } from 'preact';
import { useCallback, useContext, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { AnsweredUseCase } from '@ecommerce-recommenders/shop-data/contracts/lists/similar-items';
import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import type {
  DeploymentStage,
  PageItem,
  PageList,
  PageShop,
  PageUser,
  SentEvent,
} from '../src/page/page-answers';
import { type Answered, sendEvent, useAnswer } from './server';
import { userName } from './names';
import type { Texts } from './texts/texts';
import { type Trouble, troubleInWords } from './trouble';

/** The use case whose list changes with events immediately. */
export const FOLLOWING: UseCaseName = 'recommended-for-you';

/** An event of the visitor, and the personal list before it. */
export interface Deed extends Pick<SentEvent, 'userId' | 'eventType'> {
  readonly item: PageItem;
  readonly before: readonly PageItem[];
  /** Sequence number of the event. */
  readonly at: number;
  readonly isSent: boolean;
  /** Whether the personal list was requested after the event. */
  readonly isAnswered: boolean;
  /** Why it could not be sent. */
  readonly trouble?: Trouble;
}

/** State of a visit to the shop. */
interface Visit {
  readonly shop: PageShop;
  readonly user: PageUser;
  readonly switchTo: (user: PageUser) => void;
  /** Name of the filter of the shelves; empty for none. */
  readonly filter: string;
  readonly filterBy: (name: string) => void;
  /** Incremented when events may have changed personal lists. */
  readonly version: number;
  /** Number of the deployment that answers. */
  readonly revision: number;
  /** Whether a use case has no answers yet because its recommender is still in training. */
  readonly isLearning: (useCase: AnsweredUseCase) => boolean;
  /** The answer of {@link FOLLOWING}; undefined if the stack has no such recommender. */
  readonly personal: Answered<PageList>;
  /** The user's latest event. */
  readonly deed?: Deed;
  /** Sends an event of the user. Does nothing without an event tracker. */
  readonly did: (item: PageItem, event: Omit<SentEvent, 'userId' | 'itemId'>) => void;
  /** Announces a change to screen readers. */
  readonly say: (text: string) => void;
}

/** The visit, for all components of the shop. */
export const VisitContext = createContext<Visit | undefined>(undefined);

export function useVisit(): Visit {
  return useContext(VisitContext)!;
}

/** Delays of repeated requests. On AWS, an event takes effect after seconds; locally, immediately. */
const LOOK_AGAIN_MS = [2000, 6000];

/** The user id in the URL. */
export const userInAddress = (): string | undefined =>
  new URLSearchParams(location.search).get('user') ?? undefined;

/** Keeps the user in the URL, for reloads and bookmarks. */
function keepInAddress(user: string): void {
  if (userInAddress() === user) return;
  history.replaceState(null, '', `?${new URLSearchParams({ user }).toString()}${location.hash}`);
}

/** Starts a visit once there is a shop, as the user of the URL or as the shop's first user. */
export function useVisitState(
  shop: PageShop | undefined,
  revision: number,
  stage: DeploymentStage | undefined,
  texts: Texts,
  say: (text: string) => void,
): Visit | undefined {
  const [chosen, switchTo] = useState<PageUser>();
  const known = chosen ?? shop?.firstUser;
  const user = known
    ? { ...known, name: userName(known, texts) }
    : { userId: 'guest', name: texts.users.guest };
  useEffect(() => {
    if (known) keepInAddress(known.userId);
  }, [known?.userId]);
  const [filter, filterBy] = useState('');
  const [version, setVersion] = useState(0);
  const { userId } = user;
  const viewed = useRef('');
  const [deed, setDeed] = useState<Deed>();
  const lists = useRef<readonly PageItem[]>([]);

  const did = useCallback(
    (item: PageItem, event: Omit<SentEvent, 'userId' | 'itemId'>) => {
      const { itemId } = item;
      const { eventType } = event;
      if (!shop?.tracksEvents) return;
      // The key keeps a re-render from counting as another view, and also what a fast buyer sees after the purchase.
      const key = JSON.stringify([userId, itemId]);
      if (eventType === 'View' && key === viewed.current) return;
      viewed.current = key;
      const at = performance.now();
      const change = (more: Partial<Deed>): void =>
        setDeed((latest) => (latest?.at === at ? { ...latest, ...more } : latest));
      setDeed({ userId, item, eventType, before: lists.current, at, isSent: false, isAnswered: false });
      sendEvent({ userId, itemId, ...event }).then(
        () => {
          if (eventType === 'Purchase') say(texts.item.bought);
          const askAgain = (): void => setVersion((before) => before + 1);
          // Both change in one render, so that the current list counts as outdated from the moment of the event.
          change({ isSent: true });
          askAgain();
          for (const ms of LOOK_AGAIN_MS) setTimeout(askAgain, ms);
        },
        (trouble: Trouble) => {
          say(texts.item.notSent(troubleInWords(trouble, texts)));
          change({ trouble });
        },
      );
    },
    [shop?.tracksEvents, userId, texts, say],
  );

  // The shop may arrive before the first message about its deployment.
  const isComing = shop?.isComing === true && (stage?.stage ?? 'deploying') === 'deploying';
  const serving = stage?.serving;
  const isLearning = useCallback(
    (useCase: AnsweredUseCase) => isComing && serving?.[useCase] === undefined,
    [isComing, serving],
  );

  const follows = shop?.useCases.includes(FOLLOWING) === true && !isLearning(FOLLOWING);
  const question = { useCase: FOLLOWING, userId, filter: filter || undefined };
  const personal = useAnswer('/api/recommend', follows ? question : undefined, `${revision} ${version}`);
  lists.current = personal.answer?.items ?? [];
  const answered = useRef(0);
  if (deed?.isSent && !personal.isAwaited) answered.current = deed.at;
  const isAnswered = deed !== undefined && answered.current === deed.at;

  return useMemo(
    () =>
      shop && {
        ...{ shop, user, switchTo, filter, filterBy, version, revision, isLearning, personal, did, say },
        ...(deed?.userId === userId && { deed: { ...deed, isAnswered } }),
      },
    [
      ...[shop, userId, user.name, filter, version, revision, isLearning, did, say, deed, isAnswered],
      ...[personal.answer, personal.error, personal.isAwaited],
    ],
  );
}

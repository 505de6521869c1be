import { createContext } from 'preact';
import { useCallback, useContext, useMemo, useRef, useState } from 'preact/hooks';
import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import type { DeploymentStage, PageShop, PageUser, SentEvent } from '../src/page/page-answers';
import { sendEvent } from './server';
import type { Texts } from './texts/texts';
import { type Trouble, troubleInWords } from './trouble';

/** State of a visit to the shop. */
interface Visit {
  readonly shop: PageShop;
  readonly user: PageUser;
  readonly switchTo: (user: PageUser) => void;
  /** Name of the shelves' filter; empty for none. */
  readonly filter: string;
  readonly filterBy: (name: string) => void;
  /** Incremented when events may have changed personal lists. */
  readonly version: number;
  /** Number of the deployment that answers. */
  readonly revision: number;
  /** Whether a use case has no answers yet, because its recommender is being trained. */
  readonly isLearning: (useCase: UseCaseName) => boolean;
  /** Sends an event of the user; a no-op without a tracker. */
  readonly did: (event: Omit<SentEvent, 'userId'>) => void;
  /** Announces a change to screen readers. */
  readonly say: (text: string) => void;
}

/** The visit, for all components of the shop. */
export const VisitContext = createContext<Visit | undefined>(undefined);

export function useVisit(): Visit {
  return useContext(VisitContext)!;
}

/** On AWS it takes seconds until an event takes effect; locally none. */
const LOOK_AGAIN_MS = [0, 2000, 6000];

/** Starts a visit as the shop's first user, once there is a shop. */
export function useVisitState(
  shop: PageShop | undefined,
  revision: number,
  stage: DeploymentStage | undefined,
  texts: Texts,
  say: (text: string) => void,
): Visit | undefined {
  const [chosen, switchTo] = useState<PageUser>();
  const user = chosen ?? shop?.firstUser ?? { userId: 'guest', name: texts.users.guest };
  const [filter, filterBy] = useState('');
  const [version, setVersion] = useState(0);
  const { userId } = user;
  const latest = useRef('');

  const did = useCallback(
    (event: Omit<SentEvent, 'userId'>) => {
      // A re-render is not another view.
      const key = JSON.stringify([userId, event.itemId, event.eventType]);
      if (!shop?.tracksEvents || (event.eventType === 'View' && key === latest.current)) return;
      latest.current = key;
      sendEvent({ userId, ...event }).then(
        () => {
          if (event.eventType === 'Purchase') say(texts.item.bought);
          for (const ms of LOOK_AGAIN_MS) setTimeout(() => setVersion((before) => before + 1), ms);
        },
        (error: Trouble) => say(texts.item.notSent(troubleInWords(error, texts))),
      );
    },
    [shop?.tracksEvents, userId, texts, say],
  );

  const isComing = shop?.isComing === true && stage?.stage === 'deploying';
  const serving = stage?.serving;
  const isLearning = useCallback(
    (useCase: UseCaseName) => isComing && serving?.[useCase] === undefined,
    [isComing, serving],
  );

  return useMemo(
    () => shop && { shop, user, switchTo, filter, filterBy, version, revision, isLearning, did, say },
    [shop, userId, user.name, filter, version, revision, isLearning, did, say],
  );
}

import { useCallback, useMemo, useRef, useState } from 'preact/hooks';
import type { PageShop, PageUser, SentEvent } from '../domain/page-api';
import { sendEvent } from './ask';
import type { Visit } from './visit';

/** On AWS it takes seconds until an event counts; locally none. */
const LOOK_AGAIN_MS = [0, 2000, 6000];

const GUEST: PageUser = { userId: 'guest', name: 'guest' };

/** Begins a visit as the shop's first user, as soon as there is a shop. */
export function useVisitState(shop: PageShop | undefined, say: (text: string) => void): Visit | undefined {
  const [chosen, switchTo] = useState<PageUser>();
  const user = chosen ?? shop?.firstUser ?? GUEST;
  const [filter, filterBy] = useState('');
  const [version, setVersion] = useState(0);
  const { userId } = user;
  const latest = useRef('');

  const did = useCallback(
    (event: Omit<SentEvent, 'userId'>) => {
      // A view that is drawn anew is not viewed anew.
      const key = JSON.stringify([userId, event.itemId, event.eventType]);
      if (!shop?.tracksEvents || (event.eventType === 'View' && key === latest.current)) return;
      latest.current = key;
      sendEvent({ userId, ...event }).then(
        () => {
          if (event.eventType === 'Purchase') say('Bought. The shelves follow.');
          for (const ms of LOOK_AGAIN_MS) setTimeout(() => setVersion((before) => before + 1), ms);
        },
        (error: Error) => say(`The event was not sent. ${error.message}`),
      );
    },
    [shop?.tracksEvents, userId, say],
  );

  return useMemo(
    () => shop && { shop, user, switchTo, filter, filterBy, version, did, say },
    [shop, user, filter, version, did, say],
  );
}

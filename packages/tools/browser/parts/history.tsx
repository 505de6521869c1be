import type { VNode } from 'preact';
import type { PageEvent } from '../../src/page/page-answers';
import { routeTo } from '../route';
import { useAnswer } from '../server';
import { countOf } from '../text';
import { useVisit } from '../visit';
import { Notice } from './frame';
import { ItemPicture } from './item-card';

const DAY = new Intl.DateTimeFormat('en-US', { month: 'short', day: 'numeric', year: 'numeric' });

/** The visitor's history, beside the recommendations. */
export function History(): VNode {
  const { user, version } = useVisit();
  const { answer, error, isAwaited } = useAnswer('/api/history', { userId: user.userId }, version);
  return (
    <aside class="history" aria-labelledby="history" aria-busy={isAwaited}>
      <h2 id="history">What {user.name} did</h2>
      {error !== undefined && <Notice tone="failed">{error}</Notice>}
      {answer && <p>{countOf(answer, 'event', 'latest')}</p>}
      {!answer && !error && <p>Reading the training data…</p>}
      <ol>
        {answer?.first.map((event) => (
          <li key={`${event.item.itemId} ${event.timeMs} ${event.eventType}`}>
            <ItemPicture item={event.item} />
            <div>
              <a href={routeTo('item', event.item.itemId)}>{event.item.name ?? event.item.itemId}</a>
              <span class="meta">{when(event)}</span>
            </div>
          </li>
        ))}
      </ol>
    </aside>
  );
}

const DONE: Readonly<Record<string, string>> = { View: 'Viewed', Purchase: 'Bought' };

const when = ({ eventType, timeMs, isSent }: PageEvent): string =>
  `${DONE[eventType] ?? eventType} ${isSent ? 'on this page' : DAY.format(timeMs)}`;

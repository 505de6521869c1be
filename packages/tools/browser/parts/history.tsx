import type { VNode } from 'preact';
import type { PageEvent } from '../../src/page/page-answers';
import { itemName } from '../names';
import { ItemPicture } from './item-picture';
import { routeTo } from '../route';
import { useAnswer } from '../server';
import { type Language, useLanguage } from '../texts/language';
import { useVisit } from '../visit';
import { FailedNotice } from './frame';

/** The visitor's history, which is shown next to the recommendations. */
export function History(): VNode {
  const { user, version } = useVisit();
  const language = useLanguage();
  const { history } = language.texts;
  const { answer, error, isAwaited } = useAnswer('/api/history', { userId: user.userId }, version);
  return (
    <aside class="history" aria-labelledby="history" aria-busy={isAwaited}>
      <h2 id="history">{history.title(user.name)}</h2>
      {error !== undefined && <FailedNotice trouble={error} />}
      {answer && (
        <p>{answer.total === 0 ? history.nothing : history.found(answer.total, answer.first.length)}</p>
      )}
      {!answer && !error && <p>{history.reading}</p>}
      <ol>
        {answer?.first.map((event) => (
          <li key={`${event.item.itemId} ${event.timeMs} ${event.eventType}`}>
            <ItemPicture item={event.item} />
            <div>
              <a href={routeTo('item', event.item.itemId)}>{itemName(event.item, language.texts)}</a>
              <span class="meta">{when(event, language)}</span>
            </div>
          </li>
        ))}
      </ol>
    </aside>
  );
}

function when({ eventType, timeMs, isSent }: PageEvent, { texts, day }: Language): string {
  const { viewed, bought, here, on } = texts.history;
  const words: Readonly<Record<string, string>> = { View: viewed, Purchase: bought };
  const did = words[eventType] ?? eventType;
  return isSent ? here(did) : on(did, day(timeMs));
}

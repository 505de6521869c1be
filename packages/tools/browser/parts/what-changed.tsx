import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { listChange, type Place } from '../changes';
import { itemName } from '../names';
import { routeTo } from '../route';
import { useLanguage } from '../texts/language';
import { useVisit } from '../visit';

/**
 * How the visitor's latest event about an item changed the personal list. It is shown next to the item, or as a
 * bottom sheet on a phone.
 */
export function WhatChanged({ itemId }: { readonly itemId: string }): VNode | null {
  const { deed, personal } = useVisit();
  const { texts } = useLanguage();
  const words = texts.changes;
  const [closed, close] = useState<number>();
  const own = deed?.item.itemId === itemId ? deed : undefined;
  if (own?.trouble !== undefined || personal.error !== undefined) return null;
  const change =
    own?.isAnswered && personal.answer ? listChange(own.before, personal.answer.items) : undefined;
  const { added = 0, up = 0, down = 0, gone = [], places = [] } = change ?? {};
  const isSame = added + up + down + gone.length === 0;
  const isClosed = own === undefined || closed === own.at;
  return (
    <aside
      class={isClosed ? 'changes is-closed' : 'changes'}
      aria-labelledby="changes"
      aria-busy={personal.isAwaited}
    >
      <header>
        <h2 id="changes">{words.title}</h2>
        <button type="button" class="quiet" onClick={() => close(own?.at)}>
          {texts.users.close}
        </button>
      </header>
      <p role="status">
        {own && <b>{(own.eventType === 'View' ? words.viewed : words.bought)(itemName(own.item, texts))}</b>}{' '}
        {!change ? words.asking : isSame ? words.same : words.summary(added, up, down, gone.length)}
      </p>
      <ol>
        {places.map((place) => (
          <li key={place.item.itemId}>
            <span class="number">{place.rank}</span>
            <a href={routeTo('item', place.item.itemId)}>{itemName(place.item, texts)}</a>
            <Movement place={place} />
          </li>
        ))}
      </ol>
      {gone.length > 0 && (
        <>
          <h3>{words.gone}</h3>
          <ul>
            {gone.map(({ item, was }) => (
              <li key={item.itemId}>
                <span class="number">{was}</span>
                <a href={routeTo('item', item.itemId)}>{itemName(item, texts)}</a>
              </li>
            ))}
          </ul>
        </>
      )}
    </aside>
  );
}

/** An arrow, hidden from screen readers, and the earlier rank. */
function Movement({ place: { rank, was } }: { readonly place: Place }): VNode {
  const words = useLanguage().texts.changes;
  if (was === undefined) return <span class="move is-new">{words.isNew}</span>;
  const way = was > rank ? 'up' : was < rank ? 'down' : 'same';
  const sign = { up: '▲', down: '▼', same: '' }[way];
  return (
    <span class={`move ${way}`}>
      {way !== 'same' && <span aria-hidden="true">{sign} </span>}
      {way === 'same' ? words.stays : words.was(was)}
    </span>
  );
}

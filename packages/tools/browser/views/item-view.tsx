import type { VNode } from 'preact';
import { useEffect } from 'preact/hooks';
import type { PageItem } from '../../src/page/page-answers';
import { FailedNotice, Notice, Title } from '../parts/frame';
import { History } from '../parts/history';
import { FilterChoice, Shelves } from '../parts/shelf';
import { WhatChanged } from '../parts/what-changed';
import { itemName } from '../names';
import { ItemPicture } from '../parts/item-picture';
import { type Route, routeTo } from '../route';
import { useAnswer } from '../server';
import { useLanguage } from '../texts/language';
import { troubleInWords } from '../trouble';
import { FOLLOWING, useVisit } from '../visit';

/** One item, the items that go with it, and its effect on the visitor's recommendations. */
export function ItemView({ route }: { readonly route: Route }): VNode {
  const { shop, user, did, deed, personal } = useVisit();
  const { texts, price } = useLanguage();
  const itemId = route.id;
  const from = { recommendationId: route.query.get('from') ?? undefined };
  const { answer: item, error } = useAnswer('/api/item', { itemId });
  const isShown = item?.itemId === itemId;
  useEffect(() => {
    // Sent only once the previous list is known, to compare with it.
    if (isShown && !personal.isAwaited) did(item, { ...from, eventType: 'View' });
  }, [isShown, itemId, user.userId, personal.isAwaited]);

  if (error !== undefined)
    return (
      <section>
        <Title text={texts.item.notFound} />
        <FailedNotice trouble={error} />
        <p>
          <a href={routeTo('search')}>{texts.search.showAll}</a>
        </p>
      </section>
    );
  const own = deed?.item.itemId === itemId ? deed : undefined;
  const hasBought = own?.eventType === 'Purchase' && own.isSent;
  if (!isShown) return <p class="lead">{texts.item.looking}</p>;
  return (
    <div class="beside">
      <div>
        <article class="item">
          <ItemPicture item={item} />
          <div>
            <p class="meta">{[item.category, item.style].filter(Boolean).join(' · ')}</p>
            <Title text={itemName(item, texts)} />
            <p class="price">{price(item.price, shop.currency)}</p>
            <p>{item.description}</p>
            {Object.entries(item.columns ?? {}).map(([column, value]) => (
              <p key={column} class="meta">
                {column}: {value}
              </p>
            ))}
            {shop.tracksEvents ? (
              <button
                type="button"
                class="main"
                onClick={() => did(item, { ...from, eventType: 'Purchase' })}
              >
                {hasBought ? texts.item.buyAgain : texts.item.buy}
              </button>
            ) : (
              <p class="meta">
                {shop.isComing
                  ? texts.shop.countsLater
                  : `${texts.shop.withoutTracker} ${texts.shop.addTracker}`}
              </p>
            )}
            {own?.trouble && (
              <Notice tone="failed">{texts.item.notSent(troubleInWords(own.trouble, texts))}</Notice>
            )}
            {shop.useCases.includes('frequently-bought-together') && <GoesWith item={item} />}
          </div>
        </article>
        <FilterChoice />
        <Shelves place="item" itemId={itemId} />
      </div>
      <div>
        {shop.tracksEvents && shop.useCases.includes(FOLLOWING) && <WhatChanged itemId={itemId} />}
        <History />
      </div>
    </div>
  );
}

/** Number of companions in the bundle. */
const COMPANIONS = 2;

/** The item and what customers bought together with it, with the total price; nothing if nobody bought any. */
function GoesWith({ item }: { readonly item: PageItem }): VNode | null {
  const { shop, user, filter, revision, isLearning } = useVisit();
  const { texts, price } = useLanguage();
  const useCase = 'frequently-bought-together';
  const question = { useCase, userId: user.userId, itemId: item.itemId, filter: filter || undefined };
  const { answer } = useAnswer('/api/recommend', isLearning(useCase) ? undefined : question, revision);
  const others = (answer?.basis.kind === 'asked' ? answer.items : [])
    .filter(({ itemId, as }) => itemId !== item.itemId && as === undefined)
    .slice(0, COMPANIONS);
  if (answer && others.length === 0) return null;
  const all = [item, ...others];
  const total = all.reduce((sum, one) => sum + (one.price ?? NaN), 0);
  return (
    <div class="goes-with">
      <h2>{texts.item.goesWith}</h2>
      <ul role="list">
        {all.map((one) => (
          <li key={one.itemId}>
            {one === item ? (
              <ItemPicture item={one} />
            ) : (
              <a href={routeTo('item', one.itemId)} aria-label={itemName(one, texts)}>
                <ItemPicture item={one} />
              </a>
            )}
          </li>
        ))}
      </ul>
      <p class="meta">
        {others.map((one) => itemName(one, texts)).join(' + ')}
        {answer && Number.isFinite(total) && <b>{texts.item.together(price(total, shop.currency))}</b>}
      </p>
    </div>
  );
}

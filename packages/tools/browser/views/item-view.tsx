import type { VNode } from 'preact';
import { useEffect } from 'preact/hooks';
import type { PageItem } from '../../src/page/page-answers';
import { FailedNotice, Title } from '../parts/frame';
import { History } from '../parts/history';
import { FilterChoice, Shelf, Shelves } from '../parts/shelf';
import { ItemPicture } from '../pictures/item-picture';
import { type Route, routeTo } from '../route';
import { useAnswer } from '../server';
import { useLanguage } from '../texts/language';
import { useVisit } from '../visit';

/** One item, its companions, and its effect on the visitor's recommendations. */
export function ItemView({ route }: { readonly route: Route }): VNode {
  const { shop, user, did } = useVisit();
  const { texts, price } = useLanguage();
  const itemId = route.id;
  const from = { itemId, recommendationId: route.query.get('from') ?? undefined };
  const { answer: item, error } = useAnswer('/api/item', { itemId });
  const isShown = item?.itemId === itemId;
  useEffect(() => {
    if (isShown) did({ ...from, eventType: 'View' });
  }, [isShown, itemId, user.userId]);

  if (error !== undefined)
    return (
      <section>
        <Title text={texts.frame.notFound} />
        <FailedNotice trouble={error} />
        <p>
          <a href={routeTo('search')}>{texts.search.showAll}</a>
        </p>
      </section>
    );
  if (!isShown) return <p class="lead">{texts.item.looking}</p>;
  return (
    <div class="beside">
      <div>
        <article class="item">
          <ItemPicture item={item} />
          <div>
            <p class="meta">{[item.category, item.style].filter(Boolean).join(' · ')}</p>
            <Title text={item.name ?? itemId} />
            <p class="price">{price(item.price, shop.currency)}</p>
            <p>{item.description}</p>
            {Object.entries(item.columns ?? {}).map(([column, value]) => (
              <p key={column} class="meta">
                {column}: {value}
              </p>
            ))}
            {shop.tracksEvents ? (
              <button type="button" class="main" onClick={() => did({ ...from, eventType: 'Purchase' })}>
                {texts.item.buy}
              </button>
            ) : (
              <p class="meta">
                {shop.isComing
                  ? texts.shop.countsLater
                  : `${texts.shop.withoutTracker} ${texts.shop.addTracker}`}
              </p>
            )}
            {shop.useCases.includes('frequently-bought-together') && <GoesWith item={item} />}
          </div>
        </article>
        <FilterChoice />
        <Shelves key={itemId} place="item" itemId={itemId} />
        {shop.useCases.includes('recommended-for-you') && <Shelf useCase="recommended-for-you" />}
      </div>
      <History />
    </div>
  );
}

/** Companions in the bundle. */
const COMPANIONS = 2;

/** The item and what is bought with it, with the price of all. */
function GoesWith({ item }: { readonly item: PageItem }): VNode | null {
  const { shop, user, filter, revision, isLearning } = useVisit();
  const { texts, price } = useLanguage();
  const useCase = 'frequently-bought-together';
  const question = { useCase, userId: user.userId, itemId: item.itemId, filter: filter || undefined };
  const { answer } = useAnswer('/api/recommend', isLearning(useCase) ? undefined : question, revision);
  const others = (answer?.items ?? []).filter(({ itemId }) => itemId !== item.itemId).slice(0, COMPANIONS);
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
              <a href={routeTo('item', one.itemId)} aria-label={one.name ?? one.itemId}>
                <ItemPicture item={one} />
              </a>
            )}
          </li>
        ))}
      </ul>
      <p class="meta">
        {others.map(({ name, itemId }) => name ?? itemId).join(' + ')}
        {answer && Number.isFinite(total) && <b>{texts.item.together(price(total, shop.currency))}</b>}
      </p>
    </div>
  );
}

import type { VNode } from 'preact';
import { useEffect } from 'preact/hooks';
import { Notice, Title } from '../parts/frame';
import { History } from '../parts/history';
import { ItemPicture } from '../parts/item-card';
import { FilterChoice, Shelf, Shelves } from '../parts/shelf';
import type { Route } from '../route';
import { useAnswer } from '../server';
import { price } from '../text';
import { useVisit } from '../visit';

/** One item, its companions, and its effect on the visitor's recommendations. */
export function ItemView({ route }: { readonly route: Route }): VNode {
  const { shop, user, did } = useVisit();
  const itemId = route.id;
  const from = { itemId, recommendationId: route.query.get('from') ?? undefined };
  const { answer: item, error } = useAnswer('/api/item', { itemId });
  const isShown = item?.itemId === itemId;
  useEffect(() => {
    if (isShown) did({ ...from, eventType: 'View' });
  }, [isShown, itemId, user.userId]);

  if (error !== undefined) return <Notice tone="failed">{error}</Notice>;
  if (!isShown) return <p class="lead">Looking for it…</p>;
  return (
    <div class="beside">
      <div>
        <article class="item">
          <ItemPicture item={item} />
          <div>
            <p class="meta">{[item.category, item.style].filter(Boolean).join(' · ')}</p>
            <Title text={item.name ?? itemId} />
            <p class="price">{price(item.price)}</p>
            <p>{item.description}</p>
            {Object.entries(item.columns ?? {}).map(([column, value]) => (
              <p key={column} class="meta">
                {column}: {value}
              </p>
            ))}
            {shop.tracksEvents ? (
              <button type="button" class="main" onClick={() => did({ ...from, eventType: 'Purchase' })}>
                Buy
              </button>
            ) : (
              <p class="meta">This stack has no event tracker, so views and purchases change nothing.</p>
            )}
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

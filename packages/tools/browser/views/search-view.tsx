import type { VNode } from 'preact';
import { Notice, Title } from '../parts/frame';
import { ItemCard } from '../parts/item-card';
import type { Route } from '../route';
import { useAnswer } from '../server';
import { countOf } from '../text';

/** The items that a search finds. */
export function SearchView({ route }: { readonly route: Route }): VNode {
  const words = route.query.get('q') ?? '';
  const { answer, error, isAwaited } = useAnswer('/api/items', { q: words });
  return (
    <section aria-busy={isAwaited}>
      <Title text={words ? `Items for “${words}”` : 'All items'} />
      {error !== undefined && <Notice tone="failed">{error}</Notice>}
      <p class="lead" role="status">
        {answer && countOf(answer, 'item')}
        {answer?.total === 0 && ' Try a word of a name, a category or a style.'}
      </p>
      <ul class="grid" role="list">
        {answer?.first.map((item) => (
          <ItemCard key={item.itemId} item={item} />
        ))}
      </ul>
    </section>
  );
}

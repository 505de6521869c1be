import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { FailedNotice, Title } from '../parts/frame';
import { ItemCard } from '../parts/item-card';
import { type Route, routeTo } from '../route';
import { useAnswer } from '../server';
import { useLanguage } from '../texts/language';
import { useVisit } from '../visit';

/** Number of items on a page. It fills rows of two, three, four and six. */
const PAGE = 48;

/** The items that match a search. */
export function SearchView({ route }: { readonly route: Route }): VNode {
  const words = route.query.get('q') ?? '';
  const { search } = useLanguage().texts;
  const { revision } = useVisit();
  const [count, setCount] = useState(PAGE);
  useEffect(() => setCount(PAGE), [words]);
  const { answer, error, isAwaited } = useAnswer('/api/items', { q: words, count: String(count) }, revision);
  const { total = 0, first = [] } = answer ?? {};
  return (
    <section aria-busy={isAwaited}>
      <Title text={words ? search.title(words) : search.all} />
      {error !== undefined && <FailedNotice trouble={error} />}
      <p class="lead" role="status">
        {answer && search.found(total, first.length)}
        {answer && total === 0 && ` ${search.nothing}`}
      </p>
      {answer && total === 0 && (
        <p>
          <a href={routeTo('search')}>{search.showAll}</a>
        </p>
      )}
      <ul class="grid" role="list">
        {first.map((item) => (
          <ItemCard key={item.itemId} item={item} />
        ))}
      </ul>
      {total > first.length && (
        <p class="more">
          <button type="button" disabled={isAwaited} onClick={() => setCount(count + PAGE)}>
            {search.more(Math.min(PAGE, total - first.length))}
          </button>
        </p>
      )}
    </section>
  );
}

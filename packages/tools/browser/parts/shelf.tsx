import type { VNode } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { UseCaseName } from '@ecommerce-recommenders/personalize/use-cases';
import { useAnswer } from '../server';
import { type ShelfKind, SHELVES } from '../shelves';
import { useVisit } from '../visit';
import { Notice } from './frame';
import { ItemCard } from './item-card';

/** A recommender's answer for the visitor, with explanations on demand. */
export function Shelf({
  useCase,
  itemId,
}: {
  readonly useCase: UseCaseName;
  readonly itemId?: string;
}): VNode {
  const { user, filter, version, say } = useVisit();
  const { title, lead, isPersonal } = SHELVES[useCase];
  const headingId = useId();
  const reasonsId = useId();
  const [isOpen, setOpen] = useState(false);
  const question = { useCase, userId: user.userId, itemId, filter: filter || undefined };
  const { answer, error, isAwaited } = useAnswer('/api/recommend', question, isPersonal ? version : 0);
  const shown = answer?.items ?? [];
  const ids = shown.map((item) => item.itemId);
  const canExplain = isOpen && ids.length > 0 && !isAwaited;
  const why = useAnswer('/api/why', canExplain ? { ...question, items: ids } : undefined, version);
  const added = useAdded(JSON.stringify(question), isAwaited ? undefined : ids);
  useEffect(() => {
    if (added.size > 0) say(`${title} has changed: ${added.size} new.`);
  }, [added]);

  return (
    <section class="shelf" aria-labelledby={headingId} aria-busy={isAwaited}>
      <header>
        <div>
          <h2 id={headingId}>{title}</h2>
          <p>{lead}</p>
        </div>
        <button
          type="button"
          class="quiet"
          aria-expanded={isOpen}
          aria-controls={reasonsId}
          aria-label={`Why these? ${title}`}
          onClick={() => setOpen(!isOpen)}
        >
          Why these?
        </button>
      </header>
      <div id={reasonsId} class="reasons" hidden={!isOpen} role="status">
        {why.error ?? why.answer?.list.join(' ') ?? 'Counting…'}
      </div>
      {error !== undefined && <Notice tone="failed">{error}</Notice>}
      {answer && shown.length === 0 && <Notice>This list is empty.</Notice>}
      <ul class="row" role="list">
        {shown.map((item) => (
          <ItemCard
            key={item.itemId}
            item={item}
            from={answer?.recommendationId}
            reason={isOpen ? why.answer?.items[item.itemId] : undefined}
            isNew={added.has(item.itemId)}
          />
        ))}
        {!answer && !error && <Blanks />}
      </ul>
    </section>
  );
}

/** Skeleton cards, to avoid layout shifts. */
const Blanks = (): VNode[] => Array.from({ length: 6 }, (_, at) => <li key={at} class="card blank" />);

/** The shelves of a place for which the stack has a recommender. */
export function Shelves({
  place,
  itemId,
}: {
  readonly place: ShelfKind['place'];
  readonly itemId?: string;
}): VNode {
  const { useCases } = useVisit().shop;
  const names = (Object.keys(SHELVES) as UseCaseName[]).filter(
    (useCase) => SHELVES[useCase].place === place && useCases.includes(useCase),
  );
  return (
    <>
      {names.map((useCase) => (
        <Shelf key={useCase} useCase={useCase} itemId={itemId} />
      ))}
    </>
  );
}

const NONE: ReadonlySet<string> = new Set();

/**
 * Items of an answer that the previous answer to the same question lacked; a stable set until the next change.
 *
 * @param ids undefined while loading
 */
function useAdded(question: string, ids: readonly string[] | undefined): ReadonlySet<string> {
  const seen = useRef({ question: '', ids: [] as readonly string[], added: NONE });
  const before = seen.current;
  const isSameQuestion = before.question === question;
  if (ids !== undefined && (!isSameQuestion || before.ids.join('\n') !== ids.join('\n'))) {
    const added = isSameQuestion ? ids.filter((id) => !before.ids.includes(id)) : [];
    seen.current = { question, ids, added: added.length === 0 ? NONE : new Set(added) };
  }
  return seen.current.question === question ? seen.current.added : NONE;
}

/** Selects one of the stack's filters for all shelves; nothing if it has none. */
export function FilterChoice(): VNode | null {
  const { shop, filter, filterBy } = useVisit();
  if (shop.filters.length === 0) return null;
  return (
    <label class="filter">
      Filter
      <select value={filter} onChange={({ currentTarget }) => filterBy(currentTarget.value)}>
        <option value="">none</option>
        {shop.filters.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
    </label>
  );
}

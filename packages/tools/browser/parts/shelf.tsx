import type { VNode } from 'preact';
import { useCallback, useEffect, useId, useRef, useState } from 'preact/hooks';
import type { AnsweredUseCase } from '@ecommerce-recommenders/shop-data/contracts/lists/similar-items';
import type { ListReason, ListBasis } from '../../src/page/page-answers';
import { barShares, listReasons } from '../evidence';
import { useAnswer } from '../server';
import { troubleInWords } from '../trouble';
import { type ShelfKind, SHELVES } from '../shelves';
import { useLanguage } from '../texts/language';
import { FOLLOWING, useVisit } from '../visit';
import { FailedNotice, Notice } from './frame';
import { ItemCard } from './item-card';

/** What a shelf shows, for comparison with other shelves. */
interface ShownList {
  readonly title: string;
  /** Ids in order, joined to one string. */
  readonly items: string;
  /** Whether it answers the question. If so, it takes precedence over popular items. */
  readonly isAsked: boolean;
}

/** A recommender's answer for the visitor, with explanations on demand. */
function Shelf({
  useCase,
  itemId,
  except,
  sameAs,
  onShown,
}: {
  readonly useCase: AnsweredUseCase;
  readonly itemId?: string;
  /** Item at which the visitor is looking. It is left out. */
  readonly except?: string;
  /** Title of another shelf with the same items. They are not shown twice. */
  readonly sameAs?: string;
  readonly onShown: (useCase: AnsweredUseCase, list: ShownList | undefined) => void;
}): VNode {
  const { user, filter, version, say, revision, isLearning, personal } = useVisit();
  const { texts } = useLanguage();
  const headingId = useId();
  const reasonsId = useId();
  const [isOpen, setOpen] = useState(false);
  const question = { useCase, userId: user.userId, itemId, filter: filter || undefined };
  /** While popular items are shown instead, each event may be the first one that matters, so the list is reloaded. */
  const standsIn = useRef(false);
  const asOf = `${revision} ${SHELVES[useCase].isPersonal || standsIn.current ? version : 0}`;
  const learns = isLearning(useCase);
  const isFollowed = useCase === FOLLOWING;
  const own = useAnswer('/api/recommend', learns || isFollowed ? undefined : question, asOf);
  const { answer, error, isAwaited } = isFollowed ? personal : own;
  const hasLearned = useRef(learns);
  const { basis = { kind: 'asked' } } = answer ?? {};
  standsIn.current = basis.kind !== 'asked';
  const { title, lead } =
    basis.kind === 'asked'
      ? texts.shelves[useCase]
      : { title: texts.popular.title(basis, user.name), lead: texts.popular.lead };
  const items = (answer?.items ?? []).filter((item) => item.itemId !== except);
  const ids = items.map((item) => item.itemId);
  const list = ids.join('\n');
  const isAsked = basis.kind === 'asked';
  useEffect(() => {
    onShown(useCase, list === '' ? undefined : { title, items: list, isAsked });
    return () => onShown(useCase, undefined);
  }, [useCase, title, list, isAsked]);
  const shown = sameAs === undefined ? items : [];
  const canExplain = isOpen && ids.length > 0 && !isAwaited;
  const why = useAnswer('/api/why', canExplain ? { ...question, items: ids } : undefined, version);
  const evidence = isOpen ? why.answer?.items : undefined;
  const shareOf = barShares(evidence ?? {});
  const added = useAdded(JSON.stringify([question, revision]), isAwaited ? undefined : ids);
  useEffect(() => {
    if (added.size > 0) say(texts.changed(title, added.size));
  }, [added]);
  const hasCome = hasLearned.current && answer !== undefined;
  useEffect(() => {
    if (hasCome) say(texts.shop.hasLearned(title));
  }, [hasCome]);

  return (
    <section class="shelf" aria-labelledby={headingId} aria-busy={isAwaited || learns}>
      <header>
        <div>
          <h2 id={headingId}>{title}</h2>
          <p>{lead}</p>
        </div>
        {learns ? (
          <span class="learning">{texts.shop.learning}</span>
        ) : SHELVES[useCase].isExplained ? (
          <button
            type="button"
            class="quiet"
            aria-expanded={isOpen}
            aria-controls={reasonsId}
            aria-label={`${texts.why.ask} ${title}`}
            onClick={() => setOpen(!isOpen)}
          >
            {texts.why.ask}
          </button>
        ) : null}
      </header>
      <div id={reasonsId} class="reasons" hidden={!isOpen} role="status">
        {why.error
          ? troubleInWords(why.error, texts)
          : why.answer
            ? listReasons(why.answer.list.filter(isTrueOf(basis)), texts).join(' ')
            : texts.why.counting}
      </div>
      {error !== undefined && <FailedNotice trouble={error} />}
      {answer && items.length === 0 && <Notice>{texts.shop.emptyList}</Notice>}
      {sameAs !== undefined && <p class="same">{texts.shop.sameAs(sameAs)}</p>}
      <ul class={hasCome ? 'row has-come' : 'row'} role="list">
        {shown.map((item) => (
          <ItemCard
            key={item.itemId}
            item={item}
            from={answer?.recommendationId}
            reason={
              evidence && Object.hasOwn(evidence, item.itemId)
                ? { evidence: evidence[item.itemId], share: shareOf(item.itemId) }
                : undefined
            }
            isNew={added.has(item.itemId)}
          />
        ))}
        {!answer && !error && <Blanks />}
      </ul>
    </section>
  );
}

/** The reason “also viewed” does not apply to popular items that are shown as a fallback. */
const isTrueOf =
  (basis: ListBasis) =>
  ({ kind }: ListReason): boolean =>
    kind !== 'also-viewed' || basis.kind === 'asked';

/** Placeholders as high as the real cards, to avoid a layout shift. */
const Blanks = (): VNode[] =>
  Array.from({ length: 6 }, (_, at) => (
    <li key={at} class="card blank" aria-hidden="true">
      <span class="picture" />
      <span class="name">{'\u00a0'}</span>
      <span class="meta">{'\u00a0'}</span>
      <span class="price">{'\u00a0'}</span>
    </li>
  ));

/** The shelves of a place for which the stack has a recommender. On an item's view, also the personal shelf. */
export function Shelves({
  place,
  itemId,
}: {
  readonly place: ShelfKind['place'];
  readonly itemId?: string;
}): VNode {
  const { useCases } = useVisit().shop;
  const { texts } = useLanguage();
  const [lists, setLists] = useState<Lists>({});
  const onShown = useCallback(
    (useCase: AnsweredUseCase, list: ShownList | undefined) =>
      setLists((before) => ({ ...before, [useCase]: list })),
    [],
  );
  const names = (Object.keys(SHELVES) as AnsweredUseCase[]).filter(
    (useCase) => SHELVES[useCase].place === place && useCases.includes(useCase),
  );
  const same = sameLists(lists);
  return (
    <>
      {names.length === 0 && <Notice>{texts.shop.noShelf}</Notice>}
      {names.map((useCase) => (
        <Shelf key={`${useCase} ${itemId}`} {...{ useCase, itemId, onShown }} sameAs={same(useCase)} />
      ))}
      {place === 'item' && useCases.includes(FOLLOWING) && (
        <Shelf useCase={FOLLOWING} except={itemId} sameAs={same(FOLLOWING)} onShown={onShown} />
      )}
    </>
  );
}

type Lists = Readonly<Partial<Record<AnsweredUseCase, ShownList>>>;

/**
 * The title of the shelf that shows the same items, if that one takes precedence: because it is an answer, or else
 * because it is first.
 */
function sameLists(lists: Lists): (useCase: AnsweredUseCase) => string | undefined {
  const shown = Object.entries(lists).flatMap(([useCase, list]) => (list ? [{ useCase, ...list }] : []));
  return (useCase) => {
    const own = shown.find((one) => one.useCase === useCase);
    const alike = shown.filter(({ items }) => items === own?.items);
    const keeps = alike.find(({ isAsked }) => isAsked) ?? alike[0];
    return keeps === undefined || keeps.useCase === useCase ? undefined : keeps.title;
  };
}

const NONE: ReadonlySet<string> = new Set();

/**
 * Items of an answer that the previous answer to the same question did not have. The set is stable until the next change.
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

/** Selects one of the stack's filters for all shelves; nothing if there are none. */
export function FilterChoice(): VNode | null {
  const { shop, filter, filterBy } = useVisit();
  const { texts } = useLanguage();
  if (shop.filters.length === 0) return null;
  return (
    <label class="filter">
      {texts.shop.filter}
      <select value={filter} onChange={({ currentTarget }) => filterBy(currentTarget.value)}>
        <option value="">{texts.shop.noFilter}</option>
        {shop.filters.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
    </label>
  );
}

import type { TargetedSubmitEvent, VNode } from 'preact';
import { useContext, useEffect, useId, useRef, useState } from 'preact/hooks';
import type { PageUser } from '../../src/page/page-answers';
import { type Route, routeTo } from '../route';
import { useAnswer } from '../server';
import { countOf } from '../text';
import { useVisit, VisitContext } from '../visit';

/** Links of the header, and the views that belong to each. */
const PLACES = [
  { title: 'Shop', view: '', views: ['', 'item', 'search'] },
  { title: 'Deployment', view: 'deployment', views: ['deployment'] },
  { title: 'Data', view: 'data', views: ['data'] },
  { title: 'Quality', view: 'quality', views: ['quality'] },
] as const;

export function Header({ route }: { readonly route: Route }): VNode {
  const visit = useContext(VisitContext);
  const isAt = (views: readonly string[]): boolean => views.includes(route.view);
  return (
    <header class="top">
      <nav aria-label="Views">
        {PLACES.map(({ title, view, views }) => (
          <a key={view} href={routeTo(view)} aria-current={isAt(views) ? 'page' : undefined}>
            {title}
          </a>
        ))}
      </nav>
      {visit && <SearchBox route={route} />}
      {visit && <UserSwitch />}
    </header>
  );
}

/** Opens the search view. */
function SearchBox({ route }: { readonly route: Route }): VNode {
  const input = useRef<HTMLInputElement>(null);
  const words = route.view === 'search' ? (route.query.get('q') ?? '') : '';
  useEffect(() => {
    if (input.current) input.current.value = words;
  }, [words]);
  const search = (event: TargetedSubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    location.hash = routeTo('search', '', { q: input.current?.value ?? '' });
  };
  return (
    <form role="search" onSubmit={search}>
      <input ref={input} type="search" aria-label="Search items" placeholder="Search items" />
    </form>
  );
}

/** Shows the current user, and switches to another. */
function UserSwitch(): VNode {
  const { user, switchTo, say } = useVisit();
  const dialog = useRef<HTMLDialogElement>(null);
  const [words, setWords] = useState('');
  const titleId = useId();
  const { answer } = useAnswer('/api/users', { q: words });

  const choose = (next: PageUser): void => {
    switchTo(next);
    dialog.current?.close();
    say(`You now shop as ${next.name}.`);
  };
  return (
    <>
      <button type="button" class="user" aria-haspopup="dialog" onClick={() => dialog.current?.showModal()}>
        <span class="hint">Shopping as</span> <b>{user.name}</b>
      </button>
      <dialog ref={dialog} aria-labelledby={titleId}>
        <header>
          <h2 id={titleId}>Shop as another user</h2>
          <button type="button" class="quiet" onClick={() => dialog.current?.close()}>
            Close
          </button>
        </header>
        <label>
          Name or id
          <input
            type="search"
            autofocus
            autocomplete="off"
            value={words}
            onInput={({ currentTarget }) => setWords(currentTarget.value)}
          />
        </label>
        <p role="status">{answer && countOf(answer, 'user')}</p>
        <ul>
          {answer?.first.map((one) => (
            <li key={one.userId}>
              <button type="button" aria-pressed={one.userId === user.userId} onClick={() => choose(one)}>
                {one.name} <span class="meta">id {one.userId}</span>
              </button>
            </li>
          ))}
        </ul>
      </dialog>
    </>
  );
}

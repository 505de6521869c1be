import type { TargetedSubmitEvent, VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { routeTo, type Route } from '../route';

/** Leads to the view of what is searched for. */
export function SearchBox({ route }: { readonly route: Route }): VNode {
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

import type { VNode } from 'preact';
import { useContext } from 'preact/hooks';
import type { Route } from '../route';
import { routeTo } from '../route';
import { VisitContext } from '../visit';
import { SearchBox } from './search-box';
import { UserSwitch } from './user-switch';

/** Views that the header leads to, and the views that count as each. */
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

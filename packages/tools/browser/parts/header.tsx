import type { TargetedSubmitEvent, VNode } from 'preact';
import { useContext, useEffect, useRef } from 'preact/hooks';
import { type Route, routeTo } from '../route';
import { useLanguage } from '../texts/language';
import { LANGUAGE_CODES, LANGUAGES, type LanguageCode } from '../texts/languages';
import { VisitContext } from '../visit';
import { Logo } from './logo';
import { UserSwitch } from './user-switch';

/** Links of the header, each with the views that belong to it. */
const PLACES = [
  { name: 'shop', view: '', views: ['', 'item', 'search'] },
  { name: 'deployment', view: 'deployment', views: ['deployment'] },
  { name: 'data', view: 'data', views: ['data'] },
  { name: 'quality', view: 'quality', views: ['quality'] },
  { name: 'effect', view: 'effect', views: ['effect'] },
] as const;

/** Hidden until the request for the shop is answered, because the length of the shop's name moves the rest. */
export function Header({
  route,
  isShopAnswered,
}: {
  readonly route: Route;
  readonly isShopAnswered: boolean;
}): VNode {
  const visit = useContext(VisitContext);
  const { texts } = useLanguage();
  const hasFigures = visit?.shop.hasExperiment || visit?.shop.countsShelves;
  const isAt = (views: readonly string[]): boolean => views.includes(route.view);
  return (
    <header class="top">
      <div class={isShopAnswered ? 'inner' : 'inner coming'}>
        <a class="brand" href={routeTo('')} tabIndex={-1} aria-hidden="true">
          <Logo />
          <span>{visit?.shop.name ?? texts.shop.name}</span>
        </a>
        <nav aria-label={texts.frame.views}>
          {PLACES.filter(({ name }) => name !== 'effect' || hasFigures).map(({ name, view, views }) => (
            <a key={view} href={routeTo(view)} aria-current={isAt(views) ? 'page' : undefined}>
              {texts.frame[name]}
            </a>
          ))}
        </nav>
        <SearchBox route={route} />
        <LanguageSwitch />
        {visit ? <UserSwitch /> : <span class="user" />}
      </div>
    </header>
  );
}

/** Opens the search view. */
function SearchBox({ route }: { readonly route: Route }): VNode {
  const { texts } = useLanguage();
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
      <input ref={input} type="search" aria-label={texts.search.label} placeholder={texts.search.label} />
    </form>
  );
}

/** Chooses the language. Each language is named in that language. */
function LanguageSwitch(): VNode {
  const { code, texts, switchTo } = useLanguage();
  return (
    <select
      class="language"
      aria-label={texts.frame.language}
      value={code}
      onChange={({ currentTarget }) => switchTo(currentTarget.value as LanguageCode)}
    >
      {LANGUAGE_CODES.map((one) => (
        <option key={one} value={one} lang={one}>
          {LANGUAGES[one].name}
        </option>
      ))}
    </select>
  );
}

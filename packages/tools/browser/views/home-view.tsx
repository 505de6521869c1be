import type { VNode } from 'preact';
import { Title } from '../parts/frame';
import { History } from '../parts/history';
import { FilterChoice, Shelves } from '../parts/shelf';
import { useLanguage } from '../texts/language';
import { useVisit } from '../visit';

/** The shop as a visitor meets it. */
export function HomeView(): VNode {
  const { shop, user } = useVisit();
  const { texts } = useLanguage();
  return (
    <div class="beside">
      <div>
        <Title text={texts.shop.greeting(user.name)} />
        <p class="lead">{texts.shop.lead(shop.items, shop.users)}</p>
        {shop.tracksEvents && shop.useCases.includes('recommended-for-you') && (
          <p class="tip">{texts.shop.bestMoment}</p>
        )}
        <FilterChoice />
        <Shelves place="home" />
      </div>
      <History />
    </div>
  );
}

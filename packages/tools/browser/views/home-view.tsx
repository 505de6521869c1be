import type { VNode } from 'preact';
import { useRef } from 'preact/hooks';
import { Title } from '../parts/frame';
import { History } from '../parts/history';
import { PhaseBar } from '../parts/phase-bar';
import { FilterChoice, Shelves } from '../parts/shelf';
import type { FollowedDeployment } from '../server';
import { useLanguage } from '../texts/language';
import { useVisit } from '../visit';

/** The shop as a visitor meets it. */
export function HomeView({ deployment }: { readonly deployment: FollowedDeployment }): VNode {
  const { shop, user } = useVisit();
  // Whoever has seen the shop come keeps the bar, so that nothing moves when it is there.
  const hasCome = useRef(shop.isComing);
  const { texts } = useLanguage();
  return (
    <div class="beside">
      <div>
        <Title text={texts.shop.greeting(user.name)} />
        <p class="lead">
          {shop.isComing
            ? texts.shop.coming(shop.items, shop.users)
            : texts.shop.lead(shop.items, shop.users)}
        </p>
        {hasCome.current && <PhaseBar deployment={deployment} />}
        {(shop.tracksEvents || shop.isComing) && shop.useCases.includes('recommended-for-you') && (
          <p class="tip">{shop.isComing ? texts.shop.countsLater : texts.shop.bestMoment}</p>
        )}
        <FilterChoice />
        <Shelves place="home" />
      </div>
      <History />
    </div>
  );
}

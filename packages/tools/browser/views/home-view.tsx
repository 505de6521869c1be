import type { VNode } from 'preact';
import { useRef } from 'preact/hooks';
import { Title } from '../parts/frame';
import { History } from '../parts/history';
import { PhaseBar } from '../parts/phase-bar';
import { FilterChoice, Shelves } from '../parts/shelf';
import type { FollowedDeployment } from '../server';
import { useLanguage } from '../texts/language';
import { useVisit } from '../visit';

/** The shop as a visitor sees it. */
export function HomeView({ deployment }: { readonly deployment: FollowedDeployment }): VNode {
  const { shop, user } = useVisit();
  // The progress bar stays after the deployment, to avoid a layout shift.
  const hasBar = useRef(shop.isComing);
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
        {hasBar.current && <PhaseBar deployment={deployment} />}
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

import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { Header } from './parts/header';
import { SkipLink } from './parts/skip-link';
import type { Route } from './route';
import { useAnswer } from './use-answer';
import { useDeployment, type FollowedDeployment } from './use-deployment';
import { useRoute } from './use-route';
import { useVisitState } from './use-visit-state';
import { DataView } from './views/data-view';
import { DeploymentView } from './views/deployment-view';
import { HomeView } from './views/home-view';
import { ItemView } from './views/item-view';
import { NotFoundView } from './views/not-found-view';
import { QualityView } from './views/quality-view';
import { SearchView } from './views/search-view';
import { WaitingView } from './views/waiting-view';
import { VisitContext } from './visit';

interface View {
  readonly needsShop: boolean;
  readonly Content: (props: { readonly route: Route; readonly deployment: FollowedDeployment }) => VNode;
}

/** By the address's first part. */
const VIEWS: Readonly<Record<string, View>> = {
  '': { needsShop: true, Content: HomeView },
  item: { needsShop: true, Content: ItemView },
  search: { needsShop: true, Content: SearchView },
  deployment: { needsShop: false, Content: DeploymentView },
  data: { needsShop: false, Content: DataView },
  quality: { needsShop: true, Content: QualityView },
};

/** The whole page: one view at a time, below a header that stays. */
export function App(): VNode {
  const route = useRoute();
  const deployment = useDeployment();
  const { answer: shop, error, isAwaited } = useAnswer('/api/shop', {}, deployment.stage?.stage);
  const [said, say] = useState('');
  const visit = useVisitState(shop, say);

  const { needsShop, Content } = VIEWS[route.view] ?? { needsShop: false, Content: NotFoundView };
  const isWaiting = needsShop && visit === undefined;
  return (
    <VisitContext.Provider value={visit}>
      <SkipLink />
      <Header route={route} />
      <main id="main" tabIndex={-1}>
        {!isWaiting && <Content route={route} deployment={deployment} />}
        {isWaiting && !isAwaited && <WaitingView deployment={deployment} error={error} />}
      </main>
      <p class="hidden" role="status">
        {said}
      </p>
    </VisitContext.Provider>
  );
}

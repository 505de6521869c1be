import { useEffect, useState } from 'preact/hooks';
import type { VNode } from 'preact';
import { Notice, SkipLink, Title } from './parts/frame';
import { Header } from './parts/header';
import { parseRoute, type Route, routeTo } from './route';
import { type FollowedDeployment, useAnswer, useDeployment } from './server';
import { DataView } from './views/data-view';
import { DeploymentView } from './views/deployment-view';
import { HomeView } from './views/home-view';
import { ItemView } from './views/item-view';
import { QualityView } from './views/quality-view';
import { SearchView } from './views/search-view';
import { useVisitState, VisitContext } from './visit';

/** The current route. */
function useRoute(): Route {
  const [route, setRoute] = useState(() => parseRoute(location.hash));
  useEffect(() => {
    const follow = (): void => {
      setRoute(parseRoute(location.hash));
      scrollTo(0, 0);
    };
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return route;
}

interface View {
  readonly needsShop: boolean;
  readonly Content: (props: { readonly route: Route; readonly deployment: FollowedDeployment }) => VNode;
}

/** Views by the first path segment. */
const VIEWS: Readonly<Record<string, View>> = {
  '': { needsShop: true, Content: HomeView },
  item: { needsShop: true, Content: ItemView },
  search: { needsShop: true, Content: SearchView },
  deployment: { needsShop: false, Content: DeploymentView },
  data: { needsShop: false, Content: DataView },
  quality: { needsShop: true, Content: QualityView },
};

/** The whole page: a fixed header and one view. */
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

/** Placeholder while there is no shop. */
function WaitingView({
  deployment: { stage, isFollowed },
  error,
}: {
  readonly deployment: FollowedDeployment;
  readonly error?: string;
}): VNode {
  const isDeploying = isFollowed && stage?.stage === 'deploying';
  return (
    <section>
      <Title text={isDeploying ? 'Deploying…' : 'The shop'} />
      {isDeploying ? (
        <p class="lead">The shop opens here as soon as its stack is deployed.</p>
      ) : (
        error !== undefined && <Notice tone="failed">{error}</Notice>
      )}
      <p>
        <a href={routeTo('deployment')}>Watch the deployment</a>
      </p>
    </section>
  );
}

/** For an unknown address. */
const NotFoundView = (): VNode => (
  <section>
    <Title text="There is no such view" />
    <p>
      <a href={routeTo('')}>Back to the shop</a>
    </p>
  </section>
);

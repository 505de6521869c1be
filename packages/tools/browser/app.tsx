import { useEffect, useRef, useState } from 'preact/hooks';
import type { VNode } from 'preact';
import { FailedNotice, Notice, SkipLink, Title } from './parts/frame';
import { Header } from './parts/header';
import { parseRoute, type Route, routeTo } from './route';
import { type FollowedDeployment, useAnswer, useDeployment } from './server';
import { DataView } from './views/data-view';
import { DeploymentView } from './views/deployment-view';
import { EffectView } from './views/effect-view';
import { HomeView } from './views/home-view';
import { ItemView } from './views/item-view';
import { QualityView } from './views/quality-view';
import { SearchView } from './views/search-view';
import { LanguageContext, useLanguage, useLanguageState } from './texts/language';
import type { Trouble } from './trouble';
import { userInAddress, useVisitState, VisitContext } from './visit';

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
  /** What the view requires: the shop's data, or the whole stack. */
  readonly needs?: 'data' | 'stack';
  readonly Content: (props: {
    readonly route: Route;
    readonly deployment: FollowedDeployment;
    /** Whether the shop is known, or the request for it has failed. */
    readonly isShopAnswered: boolean;
  }) => VNode;
}

/** Views by the first path segment. */
const VIEWS: Readonly<Record<string, View>> = {
  '': { needs: 'data', Content: HomeView },
  item: { needs: 'data', Content: ItemView },
  search: { needs: 'data', Content: SearchView },
  deployment: { Content: DeploymentView },
  data: { Content: DataView },
  quality: { needs: 'stack', Content: QualityView },
  effect: { needs: 'stack', Content: EffectView },
};

/** The whole page: a fixed header and one view. */
export function App(): VNode {
  const language = useLanguageState();
  const { texts } = language;
  const route = useRoute();
  const deployment = useDeployment();
  const { stage, revision = 0 } = deployment.stage ?? {};
  const [user] = useState(userInAddress);
  const { answer: shop, error, isAwaited } = useAnswer('/api/shop', { user }, `${stage} ${revision}`);
  const [said, say] = useState('');
  // After a deployment, shelves wait for the new shop, because it says which of them exist.
  const settled = useRef(revision);
  if (!isAwaited) settled.current = revision;
  const visit = useVisitState(shop, settled.current, deployment.stage, texts, say);

  const { needs, Content } = VIEWS[route.view] ?? { Content: NotFoundView };
  const isShopAnswered = shop !== undefined || error !== undefined;
  const isWaiting = needs !== undefined && (shop === undefined || (needs === 'stack' && shop.isComing));
  return (
    <LanguageContext.Provider value={language}>
      <VisitContext.Provider value={visit}>
        <SkipLink />
        <Header route={route} isShopAnswered={isShopAnswered} />
        <main id="main" tabIndex={-1}>
          {!isWaiting && <Content route={route} deployment={deployment} isShopAnswered={isShopAnswered} />}
          {isWaiting && (shop !== undefined || !isAwaited) && (
            <WaitingView deployment={deployment} error={error} />
          )}
        </main>
        <p class="hidden" role="status">
          {said}
        </p>
      </VisitContext.Provider>
    </LanguageContext.Provider>
  );
}

/** Placeholder while there is no shop, or no stack. */
function WaitingView({
  deployment: { stage, isFollowed },
  error,
}: {
  readonly deployment: FollowedDeployment;
  readonly error?: Trouble;
}): VNode {
  const { frame, deployment, shop } = useLanguage().texts;
  const isDeploying = isFollowed && stage?.stage === 'deploying';
  const isGoing = stage !== undefined && ['failed', 'destroying', 'destroyed'].includes(stage.stage);
  return (
    <section class="waiting">
      <Title text={isDeploying ? frame.deploying : isGoing ? deployment.stages[stage.stage] : shop.home} />
      {!isFollowed ? (
        <Notice tone="failed">{frame.noServer}</Notice>
      ) : error === undefined || ((isDeploying || isGoing) && error.problem) ? (
        <p class="lead">{frame.opensSoon}</p>
      ) : (
        <FailedNotice trouble={error} />
      )}
      <p>
        <a href={routeTo('deployment')}>{frame.watch}</a>
      </p>
    </section>
  );
}

/** For an unknown address. */
function NotFoundView(): VNode {
  const { frame } = useLanguage().texts;
  return (
    <section>
      <Title text={frame.notFound} />
      <p>
        <a href={routeTo('')}>{frame.back}</a>
      </p>
    </section>
  );
}

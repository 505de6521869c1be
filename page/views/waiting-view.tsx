import type { VNode } from 'preact';
import { Notice } from '../parts/notice';
import { Title } from '../parts/title';
import { routeTo } from '../route';
import type { FollowedDeployment } from '../use-deployment';

/** What stands in the shop's place while there is none. */
export function WaitingView({
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

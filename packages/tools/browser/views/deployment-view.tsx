import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { DeploymentStage } from '../../src/page/page-answers';
import { Notice, Title } from '../parts/frame';
import type { FollowedDeployment } from '../server';
import { duration } from '../text';
import { type Bar, timeline } from '../timeline';

const TITLES: Record<DeploymentStage['stage'], string> = {
  deploying: 'The stack is being deployed',
  ready: 'The stack is deployed',
  failed: 'The deployment has failed',
  destroying: 'The stack is being destroyed',
  destroyed: 'The stack is destroyed',
};

/** Redraw interval of bars in progress. */
const REDRAW_MS = 500;

/** A live Gantt chart of the stack's resources. */
export function DeploymentView({ deployment }: { readonly deployment: FollowedDeployment }): VNode {
  const { stage, resources, isFollowed } = deployment;
  const nowMs = useNow(deployment);
  const { bars, ticks } = timeline(resources.values(), nowMs);
  const of = (tone: Bar['tone']): Bar[] => bars.filter((bar) => bar.tone === tone);
  const failed = of('failed');
  const title = stage ? TITLES[stage.stage] : 'Deployment';
  return (
    <section>
      <Title text={title} />
      <p class="hidden" role="status">
        {title}. {failed.length > 0 && `${failed.length} failed.`}
      </p>
      {!isFollowed && <Notice>The page’s server has stopped; this is the last known state.</Notice>}
      {stage?.reason !== undefined && <Notice tone="failed">{stage.reason}</Notice>}
      {bars.length === 0 && <p class="lead">No deployment has been seen yet.</p>}
      {bars.length > 0 && (
        <>
          <p class="lead">
            {of('done').length} done, {of('going').length} under way, {failed.length} failed
          </p>
          <ul class="under-way" aria-label="Under way">
            {of('going').map(({ resource: { logicalId }, durationMs }) => (
              <li key={logicalId}>
                {logicalId} {duration(durationMs)}
              </li>
            ))}
          </ul>
          {failed.map(({ resource: { logicalId, status, reason } }) => (
            <Notice key={`${status} ${logicalId}`} tone="failed">
              {logicalId}: {reason ?? status}
            </Notice>
          ))}
          <div class="timeline">
            <div class="scale" aria-hidden="true">
              {ticks.map(({ ms, at }) => (
                <span key={ms} style={{ left: `${100 * at}%` }}>
                  {duration(ms)}
                </span>
              ))}
            </div>
            <ol>
              {bars.map((bar) => (
                <BarRow key={`${bar.resource.logicalId} ${bar.resource.begunMs}`} bar={bar} />
              ))}
            </ol>
          </div>
        </>
      )}
    </section>
  );
}

function BarRow({ bar }: { readonly bar: Bar }): VNode {
  const { resource, tone, durationMs, begin, length } = bar;
  const { logicalId, type, status } = resource;
  return (
    <li class={tone}>
      <span class="resource" title={logicalId}>
        <b>{logicalId}</b> <span class="meta">{type.replace(/^(AWS|Custom)::/, '')}</span>
      </span>
      <span class="track" aria-hidden="true">
        <i style={{ left: `${100 * begin}%`, width: `${100 * length}%` }} />
      </span>
      <span class="state">
        {status.toLowerCase().replaceAll('_', ' ')}, {duration(durationMs)}
      </span>
    </li>
  );
}

/** The time on AWS's clock: the latest in a message, plus the time since while anything is in progress. */
function useNow({ latestMs, stage, resources, isFollowed }: FollowedDeployment): number {
  const [passed, setPassed] = useState({ since: 0, ms: 0 });
  const goesOn = isFollowed && [...resources.values()].some(({ endedMs }) => endedMs === undefined);
  const speed = stage?.speed ?? 1;
  useEffect(() => {
    if (!goesOn) return;
    const toldAt = performance.now();
    const tick = (): void => setPassed({ since: latestMs, ms: (performance.now() - toldAt) * speed });
    const timer = setInterval(tick, REDRAW_MS);
    return () => clearInterval(timer);
  }, [latestMs, goesOn, speed]);
  return latestMs + (goesOn && passed.since === latestMs ? passed.ms : 0);
}

import type { VNode } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import { stackFailure } from '../../src/failure/stack-failure';
import type { DeployedResource, DeploymentStage } from '../../src/page/page-answers';
import { Cost } from '../parts/cost';
import { Notice, Title } from '../parts/frame';
import { PhaseCards, workInWords } from '../parts/phase-cards';
import { ResourceTimeline } from '../parts/resource-timeline';
import { failuresOf, phasesOf } from '../../src/page/phases';
import type { FollowedDeployment } from '../server';
import { useLanguage } from '../texts/language';
import { timeline, type Timeline } from '../timeline';
import { VisitContext } from '../visit';

/** Interval at which work in progress is redrawn. */
const REDRAW_MS = 500;

/** The deployment in real time: failures, phases, all parts, and the cost. */
export function DeploymentView({
  deployment,
  isShopAnswered,
}: {
  readonly deployment: FollowedDeployment;
  readonly isShopAnswered: boolean;
}): VNode {
  const { stage, resources, isFollowed, isKnown } = deployment;
  const { texts } = useLanguage();
  const words = texts.deployment;
  const nowMs = useNow(deployment);
  const all = timeline(resources.values(), nowMs);
  const failures = failuresOf(resources.values());
  // Once the deployment is ready, its sum names parts of the shop, and the length of the sum moves the rest.
  const isSummed = stage?.stage !== 'ready' || isShopAnswered;
  const title = stage ? words.stages[stage.stage] : words.title;
  return (
    <section class="deployment">
      <Title text={title} />
      <p class="hidden" role="status">
        {title}. {failures.length > 0 && words.failedCount(failures.length)}
      </p>
      {!isFollowed && <Notice>{words.stopped}</Notice>}
      {isKnown && resources.size === 0 && <p class="lead">{words.nothing}</p>}
      {stage?.reason !== undefined && failures.length === 0 && (
        <Notice tone="failed">
          <Why reason={stage.reason} />
        </Notice>
      )}
      {failures.map((failure) => (
        <Failure key={`${failure.status} ${failure.logicalId}`} failure={failure} />
      ))}
      {resources.size > 0 && isSummed && (
        <>
          <p class="lead">
            <Sum timeline={all} stage={stage?.stage} />
          </p>
          <PhaseCards phases={phasesOf(resources.values(), stage, nowMs)} />
          <details class="panel parts">
            <summary>{words.parts(all.bars.length)}</summary>
            <p class="meta">{words.partsLead}</p>
            <ResourceTimeline timeline={all} />
          </details>
        </>
      )}
      {/* The cost comes last, once the rest is known and there is a stack, so that it shifts nothing. */}
      {isKnown && isSummed && stage?.stage !== 'deploying' && <Cost revision={stage?.revision ?? 0} />}
    </section>
  );
}

/** What is deployed and how long it took; until everything is done, the counts. */
function Sum({
  timeline: { bars, wholeMs },
  stage,
}: {
  readonly timeline: Timeline;
  readonly stage?: DeploymentStage['stage'];
}): VNode {
  const { texts, duration } = useLanguage();
  const words = texts.deployment;
  const shop = useContext(VisitContext)?.shop;
  const countOf = (tone: string): number => bars.filter((bar) => bar.tone === tone).length;
  const done = countOf('done');
  if (done < bars.length || (stage !== 'ready' && stage !== 'destroyed'))
    return <>{words.counts(done, countOf('going'), countOf('failed'))}</>;
  return (
    <>
      {stage === 'ready' &&
        shop?.isComing === false &&
        words.stands(shop.useCases.length, shop.filters.length, shop.tracksEvents)}{' '}
      {words.took[stage](duration(wholeMs))}
    </>
  );
}

/** What has failed, why, and what to do. */
function Failure({ failure }: { readonly failure: DeployedResource }): VNode {
  const { texts } = useLanguage();
  const { logicalId, status, reason = status, work } = failure;
  return (
    <Notice tone="failed">
      <b>{work ? workInWords(work, texts) : logicalId}</b>: <Why reason={reason} />
    </Notice>
  );
}

/** The cause in one line, and the remedy. */
function Why({ reason }: { readonly reason: string }): VNode {
  const { troubles, deployment } = useLanguage().texts;
  const { says, remedy } = stackFailure(reason);
  return (
    <>
      {troubles.inTheirWords(says)}
      <span class="remedy">
        <b>{deployment.remedy}:</b> {deployment.remedies[remedy]}
      </span>
    </>
  );
}

/** The time on AWS's clock: that of the latest message, plus the time elapsed since if anything is in progress. */
function useNow({ latestMs, stage, resources, isFollowed }: FollowedDeployment): number {
  const [passed, setPassed] = useState({ since: 0, ms: 0 });
  const isMoving = stage?.stage === 'deploying' || stage?.stage === 'destroying';
  const isTicking =
    isFollowed && (isMoving || [...resources.values()].some(({ endedMs }) => endedMs === undefined));
  const speed = stage?.speed ?? 1;
  useEffect(() => {
    if (!isTicking) return;
    const receivedAt = performance.now();
    const tick = (): void => setPassed({ since: latestMs, ms: (performance.now() - receivedAt) * speed });
    const timer = setInterval(tick, REDRAW_MS);
    return () => clearInterval(timer);
  }, [latestMs, isTicking, speed]);
  return latestMs + (isTicking && passed.since === latestMs ? passed.ms : 0);
}

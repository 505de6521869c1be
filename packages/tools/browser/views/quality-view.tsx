import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { FailedNotice, Title } from '../parts/frame';
import { LENGTH, linesOf, QualityChart } from '../parts/quality-chart';
import { QualityTable } from '../parts/quality-table';
import { type FollowedDeployment, useAnswer } from '../server';
import { useLanguage } from '../texts/language';

/** Interval at which progress is requested. */
const PROGRESS_MS = 300;

/**
 * How well the recommenders predict held-out interactions. If requests cost nothing, this is measured after each
 * deployment, otherwise on demand.
 */
export function QualityView({ deployment }: { readonly deployment: FollowedDeployment }): VNode {
  const { texts } = useLanguage();
  const { quality } = texts;
  const revision = deployment.stage?.revision ?? 0;
  // A new deployment resets the clicks.
  const [clicked, setClicked] = useState({ revision, times: 0 });
  const times = clicked.revision === revision ? clicked.times : 0;
  const query = times > 0 ? { measure: String(times) } : {};
  const { answer, error, isAwaited } = useAnswer('/api/evaluation', query, revision);
  return (
    <section class="quality" aria-busy={isAwaited}>
      <Title text={quality.title} />
      <p class="lead">{quality.lead(LENGTH)}</p>
      {answer?.useCases[0] && <p class="meta">{quality.heldOut[answer.useCases[0].holdoutBy]}</p>}
      {answer && <QualityChart {...answer} />}
      <p class="measure">
        <button
          type="button"
          class={answer ? undefined : 'main'}
          disabled={isAwaited}
          onClick={() => setClicked({ revision, times: times + 1 })}
        >
          {isAwaited ? quality.measuring : answer ? quality.again : quality.measure}
        </button>
        <span class="meta">{quality.billed}</span>
      </p>
      {isAwaited && <Progress />}
      <p class="hidden" role="status">
        {answer && !isAwaited ? quality.measured : ''}
      </p>
      {error !== undefined && <FailedNotice trouble={error} />}
      {answer && (
        <details class="panel numbers">
          <summary>{quality.table}</summary>
          {answer.useCases
            .filter(({ users }) => users > 0)
            .map((one) => {
              const title = one.useCase === 'ranking' ? quality.ranking : texts.shelves[one.useCase].title;
              return (
                <section key={one.useCase}>
                  <h2>{title}</h2>
                  <QualityTable title={title} lines={linesOf(one)} />
                </section>
              );
            })}
          <dl>
            {Object.values(quality.metrics).map(([name, meaning]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{meaning}</dd>
              </div>
            ))}
          </dl>
          <p class="meta">{quality.plusMinus}</p>
        </details>
      )}
    </section>
  );
}

/** Progress of the measurement; nothing before the first question. */
function Progress(): VNode | null {
  const { quality } = useLanguage().texts;
  const [tick, setTick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setTick((before) => before + 1), PROGRESS_MS);
    return () => clearInterval(timer);
  }, []);
  const { asked, total } = useAnswer('/api/measuring', {}, tick).answer ?? { asked: 0, total: 0 };
  if (total === 0) return null;
  return (
    <div class="progress">
      <progress aria-label={quality.measuring} max={total} value={asked} />
      <span class="meta">{quality.progress(asked, total)}</span>
    </div>
  );
}

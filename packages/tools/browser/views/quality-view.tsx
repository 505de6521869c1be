import type { VNode } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Estimate } from '@ecommerce-recommenders/models/evaluation/estimates';
import type { PageEvaluation } from '../../src/page/page-answers';
import { FailedNotice, Notice, Title } from '../parts/frame';
import { QualityTable } from '../parts/quality-table';
import { useAnswer } from '../server';
import { useLanguage } from '../texts/language';

/** The list length to show, about that of a shelf. */
const LENGTH = 10;

/** How often progress is asked for. */
const PROGRESS_MS = 300;

type UseCaseQuality = PageEvaluation['useCases'][number];

/** How well the recommenders predict held-out interactions; measured on demand, because requests are billed. */
export function QualityView(): VNode {
  const { texts } = useLanguage();
  const { quality } = texts;
  const [runs, setRuns] = useState(0);
  const { answer, error, isAwaited } = useAnswer('/api/evaluation', runs > 0 ? {} : undefined, runs);
  const isRunning = runs > 0 && isAwaited;
  return (
    <section class="quality" aria-busy={isRunning}>
      <Title text={quality.title} />
      <p class="lead">
        {quality.lead(LENGTH)} {quality.billed}
      </p>
      <button type="button" class="main" disabled={isRunning} onClick={() => setRuns(runs + 1)}>
        {isRunning ? quality.measuring : answer ? quality.again : quality.measure}
      </button>
      {isRunning && <Progress />}
      <p class="hidden" role="status">
        {answer && !isAwaited ? quality.measured : ''}
      </p>
      {error !== undefined && <FailedNotice trouble={error} />}
      {answer?.useCases.map((one) => (
        <UseCase key={one.useCase} evaluation={one} />
      ))}
      {answer && (
        <section class="panel terms">
          <h2>{quality.terms}</h2>
          <dl>
            {Object.values(quality.metrics).map(([name, meaning]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{meaning}</dd>
              </div>
            ))}
          </dl>
          <p class="meta">{quality.plusMinus}</p>
        </section>
      )}
    </section>
  );
}

/** How far the measurement is. */
function Progress(): VNode {
  const { quality } = useLanguage().texts;
  const [tick, setTick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setTick((before) => before + 1), PROGRESS_MS);
    return () => clearInterval(timer);
  }, []);
  const { asked, total } = useAnswer('/api/measuring', {}, tick).answer ?? { asked: 0, total: 0 };
  return (
    <div class="progress">
      <progress aria-label={quality.measuring} max={Math.max(1, total)} value={asked} />
      <span class="meta">{total > 0 ? quality.progress(asked, total) : quality.measuring}</span>
    </div>
  );
}

/** One recommender: the sentence, the bars, the table. */
function UseCase({ evaluation }: { readonly evaluation: UseCaseQuality }): VNode {
  const { texts, number } = useLanguage();
  const { quality, shelves } = texts;
  const { useCase, users } = evaluation;
  const title = useCase === 'ranking' ? quality.ranking : shelves[useCase].title;
  if (users === 0) return <Notice>{quality.nothing(title)}</Notice>;
  const lines = evaluation.lines.filter(({ length }) => length === LENGTH);
  const [own, ...others] = lines;
  // A list for everybody equals the popular items: there chance is what it has to beat.
  const other =
    others.find(({ list, hitRate }) => list === 'popularity' && hitRate.mean !== own.hitRate.mean) ??
    others[0];
  const ofHundred = (share: number): string => number(100 * share, share < 0.1 ? 1 : 0);
  const most = Math.max(0.01, ...lines.map(({ hitRate }) => hitRate.high));
  const comparison = quality.manage(quality.lists[other.list], ofHundred(other.hitRate.mean));
  return (
    <article class="panel">
      <h2>
        {title} <span class="meta">{quality.shoppers(users)}</span>
      </h2>
      <p class="verdict">{quality.sentences[useCase](ofHundred(own.hitRate.mean), comparison)}</p>
      <ul class="bars">
        {lines.map(({ list, hitRate }) => (
          <li key={list} class={list === 'recommender' ? 'own' : undefined}>
            <span>{quality.lists[list]}</span>
            <IntervalBar estimate={hitRate} most={most} />
            <span class="number">
              {quality.interval(ofHundred(hitRate.mean), ofHundred(hitRate.low), ofHundred(hitRate.high))}
            </span>
          </li>
        ))}
      </ul>
      <details>
        <summary>{quality.table}</summary>
        <QualityTable title={title} lines={lines} />
      </details>
    </article>
  );
}

/** A bar whose whisker is the confidence interval; the numbers stand beside it. */
function IntervalBar({ estimate: { mean, low, high }, most }: { estimate: Estimate; most: number }): VNode {
  const percent = (share: number): string => `${(100 * share) / most}%`;
  return (
    <span class="interval" aria-hidden="true">
      <i style={{ width: percent(mean) }} />
      <b style={{ left: percent(low), width: percent(high - low) }} />
    </span>
  );
}

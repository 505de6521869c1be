import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { LIST_METRIC_NAMES, LIST_METRICS } from '@ecommerce-recommenders/models/evaluation/list-metrics';
import type { EvaluationLine, PageEvaluation } from '../../src/page/page-answers';
import { Notice, Title } from '../parts/frame';
import { useAnswer } from '../server';
import { SHELVES } from '../shelves';

/** The list length to show, about that of a shelf. */
const LENGTH = 10;

/** How well the recommenders predict held-out interactions; measured on demand, because requests are billed. */
export function QualityView(): VNode {
  const [runs, setRuns] = useState(0);
  const { answer, error, isAwaited } = useAnswer('/api/evaluation', runs > 0 ? {} : undefined, runs);
  const isRunning = runs > 0 && isAwaited;
  return (
    <section aria-busy={isRunning}>
      <Title text="Quality" />
      <p class="lead">
        Each recommender is asked for up to 200 users whose newest interactions were held out from training,
        and its first {LENGTH} items are compared with what these users did next.
      </p>
      <button type="button" class="main" disabled={isRunning} onClick={() => setRuns(runs + 1)}>
        {isRunning ? 'Measuring…' : 'Measure'}
      </button>
      <p class="hidden" role="status">
        {answer && !isAwaited ? 'Measured.' : ''}
      </p>
      {error !== undefined && <Notice tone="failed">{error}</Notice>}
      {answer?.useCases.map((one) => (
        <QualityTable key={one.useCase} evaluation={one} />
      ))}
      {answer && (
        <p class="meta">± is half of the 95 % confidence interval. Popularity is 1 for the average item.</p>
      )}
    </section>
  );
}

function QualityTable({
  evaluation: { useCase, users, lines },
}: {
  readonly evaluation: PageEvaluation['useCases'][number];
}): VNode {
  const shown = lines.filter(({ length }) => length === LENGTH);
  const title = useCase === 'ranking' ? 'Ranking of the most popular items' : SHELVES[useCase].title;
  if (users === 0) return <Notice>{title}: nothing that was held out answers its question.</Notice>;
  return (
    <div class="scroll" role="region" aria-label={title} tabIndex={0}>
      <table>
        <caption>
          {title} <span class="meta">{users} users</span>
        </caption>
        <thead>
          <tr>
            <th scope="col">List</th>
            {LIST_METRIC_NAMES.map((name) => (
              <th key={name} scope="col" class="number">
                {LIST_METRICS[name].title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((line) => (
            <QualityRow key={line.list} line={line} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

const QualityRow = ({ line }: { readonly line: EvaluationLine }): VNode => (
  <tr class={line.list === 'recommender' ? 'own' : undefined}>
    <th scope="row">{line.list}</th>
    {LIST_METRIC_NAMES.map((name) => (
      <td key={name} class="number">
        {line[name].mean.toFixed(3)}{' '}
        <span class="meta">±{((line[name].high - line[name].low) / 2).toFixed(3)}</span>
      </td>
    ))}
  </tr>
);

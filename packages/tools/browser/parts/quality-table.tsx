import type { VNode } from 'preact';
import { LIST_METRIC_NAMES } from '@ecommerce-recommenders/models/evaluation/list-metrics';
import type { EvaluationLine } from '../../src/page/page-answers';
import { nameOf } from './quality-chart';
import { useLanguage } from '../texts/language';

/** All numbers of a recommender and of the lists with which it is compared. */
export function QualityTable({
  title,
  lines,
}: {
  readonly title: string;
  readonly lines: readonly EvaluationLine[];
}): VNode {
  const { quality } = useLanguage().texts;
  return (
    <div class="scroll" role="region" aria-label={title} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{quality.list}</th>
            {LIST_METRIC_NAMES.map((name) => {
              const [term, meaning] = quality.metrics[name];
              return (
                <th key={name} scope="col" class="number">
                  <abbr title={meaning}>{term}</abbr>
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.list} class={line.list === 'recommender' ? 'own' : undefined}>
              <th scope="row">{nameOf(line, quality)}</th>
              {LIST_METRIC_NAMES.map((name) => (
                <td key={name} class="number">
                  {line[name].mean.toFixed(3)}{' '}
                  <span class="meta">±{((line[name].high - line[name].low) / 2).toFixed(3)}</span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

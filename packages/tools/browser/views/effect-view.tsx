import type { VNode } from 'preact';
import type { PageEffect } from '../../src/page/page-answers';
import { FailedNotice, Notice, Title } from '../parts/frame';
import { useAnswer } from '../server';
import { useLanguage } from '../texts/language';

type Effect = NonNullable<PageEffect['effect']>;
type MetricEffect = Effect['metrics']['revenue'];

/** Whether recommendations pay: what the shop's experiment says. */
export function EffectView(): VNode {
  const { texts } = useLanguage();
  const { title, lead, none } = texts.effect;
  const { answer, error } = useAnswer('/api/effect', {});
  return (
    <section class="quality">
      <Title text={title} />
      <p class="lead">{lead}</p>
      {error !== undefined && <FailedNotice trouble={error} />}
      {answer && !answer.effect && <Notice>{none}</Notice>}
      {answer?.effect && <Findings {...answer} effect={answer.effect} />}
    </section>
  );
}

/** The answer, the table, and what to think of both. */
function Findings({ effect, currency, billUsd }: PageEffect & { readonly effect: Effect }): VNode {
  const { texts, number, price } = useLanguage();
  const words = texts.effect;
  const { metrics, visitors, sampleRatio, revenueGained } = effect;
  const { decidedOn, difference, visitorsToDecide } = metrics.revenue;
  const answer = decidedOn && difference ? (difference.mean > 0 ? words.more : words.less) : words.open;
  return (
    <article class="panel">
      <p class="verdict">{answer}</p>
      <p>{words.visitors(visitors.recommendations, visitors.control)}</p>
      <div class="scroll" role="region" aria-label={words.title} tabIndex={0}>
        <table>
          <thead>
            <tr>
              {words.columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {(['clicks', 'orders', 'revenue'] as const).map((name) => (
              <Row key={name} title={words.metrics[name]} metric={metrics[name]} />
            ))}
          </tbody>
        </table>
      </div>
      <ul>
        {!decidedOn && visitorsToDecide !== undefined && <li>{words.needed(visitorsToDecide)}</li>}
        {revenueGained && (
          <li>
            {words.gained(currency ? price(revenueGained.mean, currency) : number(revenueGained.mean, 0))}
          </li>
        )}
        {billUsd !== null && <li>{words.bill(price(billUsd, 'USD'))}</li>}
        <li>{sampleRatio.isRight ? words.ratioRight : words.ratioWrong}</li>
        <li>{words.always}</li>
      </ul>
    </article>
  );
}

/** One metric of both groups. */
function Row({ title, metric }: { readonly title: string; readonly metric: MetricEffect }): VNode {
  const { texts, number } = useLanguage();
  const { early, undecided, decided, interval } = texts.effect;
  const { control, recommendations, difference, decidedOn } = metric;
  const one = (value: number): string => number(value, 1);
  return (
    <tr>
      <th scope="row">{title}</th>
      <td class="number">{one(control)}</td>
      <td class="number">{one(recommendations)}</td>
      <td>
        {difference ? interval(one(difference.mean), one(difference.low), one(difference.high)) : early}
      </td>
      <td>{difference ? (decidedOn ? decided(decidedOn) : undecided) : ''}</td>
    </tr>
  );
}

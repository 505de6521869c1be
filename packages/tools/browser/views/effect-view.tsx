import type { VNode } from 'preact';
import type { PageEffect } from '../../src/page/page-answers';
import { FailedNotice, Notice, Title } from '../parts/frame';
import { useAnswer } from '../server';
import { useLanguage } from '../texts/language';
import { useVisit } from '../visit';

type Effect = NonNullable<PageEffect['effect']>;
type MetricEffect = Effect['metrics']['revenue'];

/** Whether recommendations pay off: the results of the shop's experiment, and of each shelf. */
export function EffectView(): VNode {
  const { title } = useLanguage().texts.effect;
  const { hasExperiment, countsShelves } = useVisit().shop;
  return (
    <section class="quality">
      <Title text={title} />
      {(hasExperiment || !countsShelves) && <Experiment />}
      {countsShelves && <ShelfFigures />}
    </section>
  );
}

/** The results of the experiment. */
function Experiment(): VNode {
  const { lead, none } = useLanguage().texts.effect;
  const { answer, error } = useAnswer('/api/effect', {});
  return (
    <>
      <p class="lead">{lead}</p>
      {error !== undefined && <FailedNotice trouble={error} />}
      {answer && !answer.effect && <Notice>{none}</Notice>}
      {answer?.effect && <Findings {...answer} effect={answer.effect} />}
    </>
  );
}

/** The results of each shelf. */
function ShelfFigures(): VNode {
  const { texts, number, price } = useLanguage();
  const words = texts.effect.shelves;
  const { answer, error } = useAnswer('/api/shelves', {});
  return (
    <article class="panel">
      <h2>{words.title}</h2>
      {error !== undefined && <FailedNotice trouble={error} />}
      {answer && answer.figures.length > 0 && (
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
              {answer.figures.map(({ shelf, useCase, source, ...of }) => (
                <tr key={`${shelf} ${source}`}>
                  <th scope="row">{shelf}</th>
                  <td>{useCase}</td>
                  <td>{source}</td>
                  {(['impressions', 'clicks', 'orders'] as const).map((count) => (
                    <td key={count} class="number">
                      {number(of[count])}
                    </td>
                  ))}
                  <td class="number">
                    {answer.currency ? price(of.revenue, answer.currency) : number(of.revenue, 2)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {answer && (
        <ul>
          <li>{words.days(answer.days.first, answer.days.last)}</li>
          {answer.unseen.length > 0 && <li>{words.unseen(answer.unseen.join(', '))}</li>}
          <li>{words.limits}</li>
        </ul>
      )}
    </article>
  );
}

/** The answer, the table, and how reliable they are. */
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

/** One metric for both groups. */
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

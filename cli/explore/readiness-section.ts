import type { Readiness } from '../../domain/readiness/readiness';
import { USE_CASES } from '../../domain/use-cases';
import { html, type Html } from './html';
import { VERDICT_SIGNS } from './verdict-style';

/** The verdict on each use case, with the number behind it and what to do. */
export function readinessSection(readiness: readonly Readiness[]): Html {
  return html`<section aria-labelledby="readiness">
    <h2 id="readiness">Readiness</h2>
    <p class="lead">
      What each recommender of Amazon Personalize will make of this data, before it is deployed and paid for.
    </p>
    <div class="verdicts">${readiness.map(useCaseCard)}</div>
  </section>`;
}

function useCaseCard({ useCase, verdict, reasons }: Readiness): Html {
  return html`<article class="verdict ${verdict.replace(' ', '-')}">
    <header>
      <h3>${USE_CASES[useCase].title}</h3>
      <span class="badge"><span aria-hidden="true">${VERDICT_SIGNS[verdict]}</span> ${verdict}</span>
    </header>
    ${reasons.map(
      ({ found, threshold, willDo, remedy }) =>
        html`<p class="found">${found}</p>
          <dl>
            <dt>Threshold</dt>
            <dd>${threshold}</dd>
            <dt>Effect</dt>
            <dd>${willDo}</dd>
            ${
              verdict === 'ready'
                ? undefined
                : html`<dt>To do</dt>
                    <dd>${remedy}</dd>`
            }
          </dl>`,
    )}
  </article>`;
}

import type { ArchiveProfile } from '../profile/archive-profile';
import type { Readiness } from '@ecommerce-recommenders/shop-data/insight/readiness/readiness';
import type { MeasuredUseCase } from '@ecommerce-recommenders/shop-data/insight/readiness/measurement';
import { html, type Html } from './html';
import { measuredBars } from './measured-bars';
import { percent, shownVerdict, VERDICT_SIGNS } from './text';
import type { ReportTexts } from './texts/en';

/** The verdict on each use case, with its evidence and remedy. The reasons are in the language of the texts. */
export function readinessSection(readiness: readonly Readiness[], texts: ReportTexts): Html {
  return html`<section aria-labelledby="readiness">
    <h2 id="readiness">${texts.readiness}</h2>
    <p class="lead">
      ${texts.readinessLead} ${readiness.some(({ measured }) => measured) ? texts.standIn : undefined}
    </p>
    <div class="verdicts">${readiness.map((one) => useCaseCard(one, texts))}</div>
  </section>`;
}

function useCaseCard(readiness: Readiness, texts: ReportTexts): Html {
  const { useCase, reasons, measured } = readiness;
  const verdict = shownVerdict(readiness);
  return html`<article class="panel verdict ${verdict}">
    <header>
      <h3>${texts.useCase(useCase)}</h3>
      <span class="badge"
        ><span aria-hidden="true">${VERDICT_SIGNS[verdict]}</span> ${texts.verdict(verdict)}</span
      >
    </header>
    ${measured && barsOf(measured, texts)}
    ${verdict === 'unmeasured' ? html`<p>${texts.unmeasured}</p>` : undefined}
    ${reasons.map(
      ({ found, threshold, willDo, remedy }) =>
        html`<p class="found">${found}</p>
          <dl>
            <dt>${texts.threshold}</dt>
            <dd>${threshold}</dd>
            <dt>${texts.effect}</dt>
            <dd>${willDo}</dd>
            ${
              verdict === 'ready' || verdict === 'unmeasured'
                ? undefined
                : html`<dt>${texts.toDo}</dt>
                    <dd>${remedy}</dd>`
            }
          </dl>`,
    )}
  </article>`;
}

/** Bars with their numbers as text, so that the picture is not the only source of any information. */
function barsOf(measured: MeasuredUseCase, texts: ReportTexts): Html {
  const { choice } = measured;
  return html`<div class="bars">
      ${measuredBars(measured, texts).map(
        ({ label, kind, share, text }) =>
          html`<span>${label}</span> <span class="value">${text}</span>
            <span class="bar ${kind}" aria-hidden="true"
              ><i style="width: ${(100 * share).toFixed(1)}%"></i
            ></span>`,
      )}
    </div>
    ${choice && html`<p class="choice">${texts.verdicts.measured.choice(choice)}</p>`}`;
}

interface Tile {
  readonly label: string;
  readonly value: number;
  readonly note: string;
}

/** Key figures, and the effect of the split. */
export function numbersSection(profile: ArchiveProfile, texts: ReportTexts): Html {
  return html`<section aria-labelledby="numbers">
    <h2 id="numbers">${texts.numbers}</h2>
    <dl class="tiles">
      ${tilesOf(profile, texts).map(
        ({ label, value, note }) =>
          html`<div class="panel">
            <dt>${label}</dt>
            <dd><strong>${value.toLocaleString('en-US')}</strong> <span>${note}</span></dd>
          </div>`,
      )}
    </dl>
  </section>`;
}

function tilesOf(profile: ArchiveProfile, texts: ReportTexts): Tile[] {
  const { items, users, interactions, duplicates, facts, coldItems, unknownItems, unknownUsers } = profile;
  const heldOut = facts.keptRows - facts.rows;
  return [
    ...(items ? [{ label: texts.items, value: items.rows, note: texts.cold(coldItems) }] : []),
    {
      label: texts.users,
      value: users?.rows ?? profile.perUser.length,
      note: texts.active(profile.perUser.length),
    },
    { label: texts.interactions, value: interactions.rows, note: texts.allTypes },
    {
      label: texts.kept,
      value: facts.keptRows,
      note: texts.keptNote(percent(facts.keptRows, interactions.rows)),
    },
    {
      label: texts.duplicates,
      value: duplicates,
      note: texts.duplicatesNote(percent(duplicates, facts.keptRows)),
    },
    { label: texts.training, value: facts.rows, note: texts.trainingNote(facts.distinctRows) },
    { label: texts.heldOut, value: heldOut, note: texts.heldOutNote(percent(heldOut, facts.keptRows)) },
    ...(items
      ? [{ label: texts.unknownItems, value: unknownItems, note: texts.unknownNote(items.file) }]
      : []),
    ...(users
      ? [{ label: texts.unknownUsers, value: unknownUsers, note: texts.unknownNote(users.file) }]
      : []),
  ];
}

import type { Column, DatasetSource } from '@ecommerce-recommenders/shop-data/datasets';
import type { ArchiveProfile } from '../profile/archive-profile';
import type { ColumnProfile } from '../profile/column-profile';
import type { Readiness } from '@ecommerce-recommenders/shop-data/readiness/readiness';
import { USE_CASES } from '@ecommerce-recommenders/personalize/use-cases';
import { html, type Html } from './html';
import { measuredBars, STAND_IN, type MeasuredBar } from './measured-bars';
import { percent, shortText, VERDICT_SIGNS } from './text';

/** The verdict on each use case, with its evidence and remedy. */
export function readinessSection(readiness: readonly Readiness[]): Html {
  return html`<section aria-labelledby="readiness">
    <h2 id="readiness">Readiness</h2>
    <p class="lead">
      What each recommender of Amazon Personalize will make of this data, before it is deployed and paid for.
      ${readiness.some(({ measured }) => measured) ? STAND_IN : undefined}
    </p>
    <div class="verdicts">${readiness.map(useCaseCard)}</div>
  </section>`;
}

function useCaseCard({ useCase, verdict, reasons, measured }: Readiness): Html {
  return html`<article class="verdict ${verdict}">
    <header>
      <h3>${USE_CASES[useCase].title}</h3>
      <span class="badge"><span aria-hidden="true">${VERDICT_SIGNS[verdict]}</span> ${verdict}</span>
    </header>
    ${measured && barsOf(measuredBars(measured))}
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

/** Bars whose numbers stand beside them, so that nothing is in the picture alone. */
function barsOf(bars: readonly MeasuredBar[]): Html {
  return html`<div class="bars">
    ${bars.map(
      ({ label, kind, share, text }) =>
        html`<span>${label}</span>
          <span class="bar ${kind}" aria-hidden="true"
            ><i style="width: ${(100 * share).toFixed(1)}%"></i
          ></span>
          <span class="value">${text}</span>`,
    )}
  </div>`;
}

interface Tile {
  readonly label: string;
  readonly value: number;
  readonly note: string;
}

/** Key figures, and the effect of the split. */
export function numbersSection(profile: ArchiveProfile): Html {
  return html`<section aria-labelledby="numbers">
    <h2 id="numbers">In numbers</h2>
    <dl class="tiles">
      ${tilesOf(profile).map(
        ({ label, value, note }) =>
          html`<div>
            <dt>${label}</dt>
            <dd><strong>${value.toLocaleString('en-US')}</strong> <span>${note}</span></dd>
          </div>`,
      )}
    </dl>
  </section>`;
}

function tilesOf(profile: ArchiveProfile): Tile[] {
  const { items, users, interactions, duplicates, facts, coldItems, unknownItems, unknownUsers } = profile;
  const heldOut = facts.keptRows - facts.rows;
  return [
    ...(items
      ? [
          {
            label: 'Items',
            value: items.rows,
            note: `${coldItems.toLocaleString('en-US')} without any interaction`,
          },
        ]
      : []),
    {
      label: 'Users',
      value: users?.rows ?? profile.perUser.length,
      note: `${profile.perUser.length.toLocaleString('en-US')} with interactions`,
    },
    { label: 'Interactions', value: interactions.rows, note: 'rows of all event types' },
    {
      label: 'Kept',
      value: facts.keptRows,
      note: `${percent(facts.keptRows, interactions.rows)} of the rows, by event type`,
    },
    {
      label: 'Exact duplicates',
      value: duplicates,
      note: `${percent(duplicates, facts.keptRows)} of the kept rows; the service drops them`,
    },
    {
      label: 'Training',
      value: facts.rows,
      note: `rows, ${facts.distinctRows.toLocaleString('en-US')} of them different`,
    },
    {
      label: 'Held out',
      value: heldOut,
      note: `${percent(heldOut, facts.keptRows)} of the kept rows, the newest`,
    },
    ...(items
      ? [{ label: 'Unknown items', value: unknownItems, note: `in interactions and not in ${items.file}` }]
      : []),
    ...(users
      ? [{ label: 'Unknown users', value: unknownUsers, note: `in interactions and not in ${users.file}` }]
      : []),
  ];
}

const VALUES_SHOWN = 3;
const VALUE_CHARACTERS = 32;

/** Columns of one file as a table: type, missing and distinct values, and examples. */
export function columnsTable(
  { columns: imported }: Pick<DatasetSource, 'columns'>,
  file: string,
  rows: number,
  columns: readonly ColumnProfile[],
): Html {
  return html`<h3>${file} <small>${rows.toLocaleString('en-US')} rows</small></h3>
    <div class="scroll" tabindex="0" role="region" aria-label="Columns of ${file}">
      <table>
        <thead>
          <tr>
            <th scope="col">Column</th>
            <th scope="col">Imported as</th>
            <th scope="col">Type</th>
            <th scope="col" class="number">Missing</th>
            <th scope="col" class="number">Different</th>
            <th scope="col">Values</th>
          </tr>
        </thead>
        <tbody>
          ${columns.map((column) => columnRow(imported, rows, column))}
        </tbody>
      </table>
    </div>`;
}

function columnRow(columns: readonly Column[], rows: number, column: ColumnProfile): Html {
  const imported = columns.find(({ from }) => from === column.name)?.name;
  const { name, type, missing, distinct, isEstimate } = column;
  return html`<tr>
    <th scope="row">${shortText(name, VALUE_CHARACTERS)}</th>
    <td>${imported ?? html`<span class="muted">left out</span>`}</td>
    <td>${type}</td>
    <td class="number">${missing === 0 ? '–' : percent(missing, rows)}</td>
    <td class="number">${isEstimate ? 'about ' : ''}${distinct.toLocaleString('en-US')}</td>
    <td class="values">${valuesOf(column)}</td>
  </tr>`;
}

function valuesOf({ isPersonal, numbers, top }: ColumnProfile): string | Html {
  if (isPersonal) return html`<span class="muted">not shown: may identify people</span>`;
  if (numbers !== undefined) {
    const [min, median, max] = [numbers.min, numbers.median, numbers.max].map((value) =>
      value.toLocaleString('en-US'),
    );
    return `${min} to ${max}, median ${median}`;
  }
  if (top.length > 0 && top[0].rows === 1) return html`<span class="muted">each one once</span>`;
  return top
    .slice(0, VALUES_SHOWN)
    .map(({ value, rows }) => `${shortText(value, VALUE_CHARACTERS)} (${rows.toLocaleString('en-US')})`)
    .join(' · ');
}

/** Columns of interactions.csv; ids are counted over the kept rows, the only ones imported. */
export function interactionColumns({ interactions }: ArchiveProfile): ColumnProfile[] {
  const { log, eventTypes, otherColumns } = interactions;
  const text = { type: 'text', missing: 0, isEstimate: false, isPersonal: false, top: [] } as const;
  const occurring = eventTypes.filter(({ rows, name }) => rows > 0 && name !== '');
  return [
    { ...text, name: 'ITEM_ID', distinct: log.itemIds.size },
    { ...text, name: 'USER_ID', distinct: log.userIds.size },
    {
      ...text,
      name: 'EVENT_TYPE',
      distinct: occurring.length,
      missing: eventTypes.find(({ name }) => name === '')?.rows ?? 0,
      top: occurring.map(({ name, rows }) => ({ value: name, rows })),
    },
    ...otherColumns,
  ];
}

import type { ColumnProfile } from '../../domain/profile/column-profile';
import { DATASETS } from '../../domain/datasets';
import { html, type Html } from './html';
import { percent } from './percent';
import { shortText } from './short-text';

const VALUES_SHOWN = 3;
const VALUE_CHARACTERS = 32;

/** Columns of one file as a table: type, missing and different values, and what they are. */
export function columnsTable(file: string, rows: number, columns: readonly ColumnProfile[]): Html {
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
          ${columns.map((column) => columnRow(file, rows, column))}
        </tbody>
      </table>
    </div>`;
}

function columnRow(file: string, rows: number, column: ColumnProfile): Html {
  const source = Object.values(DATASETS).find(({ member }) => member === file);
  const imported = source?.columns.find(({ from }) => from === column.name)?.name;
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

import type { DatasetSource } from '@ecommerce-recommenders/shop-data/data/datasets';
import type { ArchiveProfile } from '../profile/archive-profile';
import type { ColumnProfile } from '../profile/column-profile';
import { html, table, type Html } from './html';
import { percent, shortText } from './text';
import type { ReportTexts } from './texts/en';

const VALUES_SHOWN = 3;
const VALUE_CHARACTERS = 32;

/** The columns of one file as a table: type, number of missing and distinct values, and examples. */
export function columnsTable(
  { columns: imported }: Pick<DatasetSource, 'columns'>,
  file: string,
  rows: number,
  columns: readonly ColumnProfile[],
  texts: ReportTexts,
): Html {
  const { column, importedAs, type, missing, different, values } = texts;
  return html`<h3>${file} <small>${texts.rows(rows)}</small></h3>
    ${table(
      texts.columnsOf(file),
      [[column], [importedAs], [type], [missing, 'number'], [different, 'number'], [values, 'values']],
      columns.map((one) => {
        const { name, distinct } = one;
        return [
          shortText(name, VALUE_CHARACTERS),
          imported.find(({ from }) => from === name)?.name ?? muted(texts.leftOut),
          isTime(one) ? texts.date : texts.types(one.type),
          one.missing === 0 ? '–' : percent(one.missing, rows),
          one.isEstimate ? texts.about(distinct) : distinct.toLocaleString('en-US'),
          valuesOf(one, texts),
        ];
      }),
    )}`;
}

const muted = (text: string): Html => html`<span class="muted">${text}</span>`;

/** Whether the values are seconds since 1970, as in TIMESTAMP. */
const isTime = ({ name, type, numbers }: ColumnProfile): boolean =>
  /timestamp/i.test(name) && type === 'whole number' && numbers !== undefined && numbers.max < 1e11;

function valuesOf(column: ColumnProfile, texts: ReportTexts): string | Html {
  const { isPersonal, numbers, top, distinct } = column;
  if (isPersonal) return muted(texts.notShown);
  if (numbers !== undefined) {
    const { min, max, median } = numbers;
    const text = isTime(column) ? dayOf : (value: number): string => value.toLocaleString('en-US');
    return texts.range(text(min), text(max), text(median));
  }
  if (top.length === 0) return muted(distinct > 0 ? texts.ids : texts.noValues);
  if (top[0].rows === 1) return muted(texts.eachOnce);
  return top
    .slice(0, VALUES_SHOWN)
    .map(({ value, rows }) => `${shortText(value, VALUE_CHARACTERS)} (${rows.toLocaleString('en-US')})`)
    .join(' · ');
}

const dayOf = (seconds: number): string => new Date(1000 * seconds).toISOString().slice(0, 10);

/** Columns of interactions.csv. Ids are counted over the kept rows, because only those are imported. */
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

import { visible } from '@ecommerce-recommenders/csv/visible';

/** Text that is already HTML. */
export interface Html {
  readonly html: string;
}

/** A template value: text, which is escaped; HTML, which is not; arrays of both; or nothing. */
export type Content = string | number | Html | undefined | readonly Content[];

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Template tag for HTML that escapes all interpolated text. */
export function html(parts: TemplateStringsArray, ...contents: readonly Content[]): Html {
  return { html: parts.reduce((text, part, at) => text + render(contents[at - 1]) + part) };
}

/** A section that readers can fold. It is unfolded initially. */
export const foldableSection = (id: string, title: string, content: Content): Html =>
  html`<section aria-labelledby="${id}">
    <details open="">
      <summary><h2 id="${id}">${title}</h2></summary>
      ${content}
    </details>
  </section>`;

/** A column of a {@link table}: its heading and the kind of its cells. */
type TableColumn = readonly [heading: string, kind?: 'text' | 'number' | 'values'];

/** A table whose first column names the rows. It scrolls if it is too wide, and on phones each row is a block. */
export function table(
  label: string,
  columns: readonly TableColumn[],
  rows: readonly (readonly [name: Content, ...cells: Content[]])[],
): Html {
  const heading = ([text, kind = 'text']: TableColumn): Html =>
    html`<th scope="col" role="columnheader" class="${kind}">${text}</th>`;
  const cell = (content: Content, at: number): Html => {
    const [text, kind = 'text'] = columns[at + 1];
    return html`<td role="cell" class="${kind}" data-label="${text}"><span>${content}</span></td>`;
  };
  // Explicit roles keep the table accessible even if CSS displays rows as blocks.
  return html`<div class="scroll panel" tabindex="0" role="region" aria-label="${label}">
    <table role="table">
      <thead role="rowgroup">
        <tr role="row">
          ${columns.map(heading)}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${rows.map(
          ([name, ...cells]) =>
            html`<tr role="row">
              <th scope="row" role="rowheader"><span>${name}</span></th>
              ${cells.map(cell)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function render(content: Content): string {
  if (content === undefined) return '';
  if (typeof content === 'string' || typeof content === 'number') {
    return visible(String(content)).replace(/[&<>"']/g, (character) => ESCAPES[character]);
  }
  return 'html' in content ? content.html : content.map(render).join('');
}

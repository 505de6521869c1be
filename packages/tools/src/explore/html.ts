import { visible } from '@ecommerce-recommenders/csv/visible';

/** Text that is already HTML. */
export interface Html {
  readonly html: string;
}

/** A template value: text, which is escaped, HTML, which is not, lists of both, or nothing. */
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

/** A section that a reader can fold; it begins unfolded. */
export const foldableSection = (id: string, title: string, content: Content): Html =>
  html`<section aria-labelledby="${id}">
    <details open="">
      <summary><h2 id="${id}">${title}</h2></summary>
      ${content}
    </details>
  </section>`;

function render(content: Content): string {
  if (content === undefined) return '';
  if (typeof content === 'string' || typeof content === 'number') {
    return visible(String(content)).replace(/[&<>"']/g, (character) => ESCAPES[character]);
  }
  return 'html' in content ? content.html : content.map(render).join('');
}

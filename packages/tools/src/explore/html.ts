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

function render(content: Content): string {
  if (content === undefined) return '';
  if (typeof content === 'string' || typeof content === 'number') {
    return visible(String(content)).replace(/[&<>"']/g, (character) => ESCAPES[character]);
  }
  return 'html' in content ? content.html : content.map(render).join('');
}

/** Text that is markup already. */
class Markup {
  constructor(text) {
    this.text = text;
  }
  toString() {
    return this.text;
  }
}

const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Markup as it is, lists joined, nothing for undefined, null and false, and all else escaped. */
function textOf(value) {
  if (value instanceof Markup) return value.text;
  if (Array.isArray(value)) return value.map(textOf).join('');
  if (value === undefined || value === null || value === false) return '';
  return String(value).replace(/[&<>"']/g, (sign) => ESCAPES[sign]);
}

/** A template of markup, in which whatever is put in is escaped, unless it is markup itself. */
export const html = (parts, ...values) => new Markup(String.raw({ raw: parts }, ...values.map(textOf)));

import { html } from '../../src/explore/html';

describe('an HTML template', () => {
  it('escapes text and keeps HTML, in lists too', () => {
    const cells = ['<b>', `"'&`, 3].map((text) => html`<td title="${text}">${text}</td>`);
    const row = html`${cells}${undefined}`;
    expect(row.html).toBe(
      '<td title="&lt;b&gt;">&lt;b&gt;</td><td title="&quot;&#39;&amp;">&quot;&#39;&amp;</td><td title="3">3</td>',
    );
  });

  it('escapes invisible and bidirectional characters', () => {
    expect(html`<p>${'a\u202eb\u0000c'}</p>`.html).toBe('<p>a\\u{202e}b\\u{0}c</p>');
  });
});

import { expectInDocument, withVisitors } from './effect-document';

it('docs/effect.md has the visitors that decisions take, by the formula', () => {
  expectInDocument(withVisitors);
});

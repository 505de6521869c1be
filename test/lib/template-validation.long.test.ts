import { EVERYTHING } from './support/everything';
import { synthesise } from './support/synthesise';

it.each([
  ['with the defaults', {}],
  ['with everything that can be switched on', EVERYTHING],
  ['with lists', { serving: 'lists', notify: 'owner@shop.test' }],
])('the template passes CDK’s own validation, %s', (_what, context) => {
  expect(synthesise({ validate: true, context }).findings).toEqual([]);
});

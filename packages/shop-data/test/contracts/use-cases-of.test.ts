import { parseMapping } from '../../src/data/mapping/parse-mapping';
import { mappedUseCases, possibleUseCases, useCasesOf } from '../../src/contracts/use-cases-of';

it('the use cases of event types are those that learn from one of them, or from any', () => {
  const ofOrders = ['best-sellers', 'frequently-bought-together', 'recommended-for-you'];
  expect(useCasesOf(['Purchase'])).toEqual(ofOrders);
  expect(useCasesOf([])).toEqual(['recommended-for-you']);
});

it('the use cases of event types are all unless a mapping makes every row one type', () => {
  const rows = { files: 'clicks.csv', user: 'u', item: 'i', time: 't' };
  const clicks = parseMapping({ interactions: { ...rows, event: { constant: 'View' } } });
  const ofViews = ['most-viewed', 'customers-who-viewed-x-also-viewed', 'recommended-for-you'];
  expect(possibleUseCases(clicks)).toEqual(ofViews);
  expect(possibleUseCases(parseMapping({ interactions: { ...rows, event: 'what' } }))).toHaveLength(5);
  expect(possibleUseCases(null)).toHaveLength(5);
});

it('the use cases of event types are those of the types that a mapping makes of its events', () => {
  const event = { files: 'e.csv', user: 'u', item: 'i', time: 't', event: 'what' };
  const types = { bought: 'Purchase' };
  expect(mappedUseCases(parseMapping({ interactions: event }), types)).toEqual(useCasesOf(['Purchase']));
  expect(mappedUseCases(null, types)).toHaveLength(5);
});

import { Command } from 'commander';
import { addBrandingOptions, brandingOf } from '../../src/page/shop-branding';

it('how the shop presents itself is known of the data that the project ships with, and given otherwise, with a currency that is one', () => {
  const sample = '/any/RetailSampleDataSet.tar.gz';
  expect(brandingOf({}, sample)).toEqual({ name: 'Sample Shop', currency: 'USD' });
  expect(brandingOf({}, '/any/mine.tar')).toEqual({});
  const given = { shopName: 'Mine', currency: 'KRW' };
  expect(brandingOf(given, sample)).toEqual({ name: 'Mine', currency: 'KRW' });
  const command = addBrandingOptions(new Command()).exitOverride();
  command.configureOutput({ writeErr: () => {} });
  expect(() => command.parse(['--currency', 'dollars'], { from: 'user' })).toThrow('ISO 4217');
  expect(command.parse(['--currency', 'krw'], { from: 'user' }).opts()).toEqual({ currency: 'KRW' });
});

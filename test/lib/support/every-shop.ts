import { EVERYTHING } from './everything';

const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/01234567-89ab-cdef-0123-456789abcdef';
const API = { origins: ['https://shop.example'], rules: true };

/** Settings that exclude each other; together they make every resource and every policy that the stack can have. */
export const EVERY_SHOP = {
  'the defaults': {},
  'everything at once': {
    ...{ ...EVERYTHING, api: API, guests: { perDay: 100 }, experiment: { share: 0.1 }, watch: true },
  },
  'lists and an API': { serving: 'lists', api: API, filters: EVERYTHING.filters, notify: 'owner@shop.test' },
  'tables of its own, which may get more columns': {
    data: {
      interactions: { files: 'orders.csv', user: 'customer', item: 'sku', time: 'placed', event: 'what' },
      items: { files: 'products.csv', id: 'sku', category: 'group', price: 'price' },
    },
    ranking: true,
    retainData: true,
  },
  'a Glue job, a network and keys of others': {
    ...{ source: 's3://shop-exports/day/', preparation: 'glue', versioned: true, accessLogsBucket: 'logs' },
    ...{ kmsKeyArn: KEY, logKeyArn: KEY, vpcId: 'vpc-0123456789abcdef0' },
    subnetIds: 'subnet-0123456789abcdef0,subnet-0123456789abcdef1',
  },
} as const;

const RETAIL = { files: 'online-retail.csv' };
const CANCELLED = { column: 'InvoiceNo', startsWith: 'C' };
const UNKNOWN = { column: 'CustomerID', empty: true };

/** A mapping for UCI's Online Retail, which has only order lines. */
export const ONLINE_RETAIL = {
  interactions: {
    ...{ ...RETAIL, user: 'CustomerID', item: 'StockCode', order: 'InvoiceNo' },
    time: { column: 'InvoiceDate', zone: 'Europe/London' },
    event: { constant: 'Purchase' },
    drop: [CANCELLED, UNKNOWN, { column: 'Quantity', atMost: 0 }],
  },
  items: {
    ...{ ...RETAIL, id: 'StockCode', name: 'Description', price: 'UnitPrice' },
    category: { constant: 'gifts' },
    drop: [CANCELLED, { column: 'UnitPrice', atMost: 0 }],
  },
  users: {
    ...{ ...RETAIL, id: 'CustomerID', columns: { COUNTRY: { from: 'Country', type: 'categorical' } } },
    drop: [UNKNOWN],
  },
};

const CLICKS = { files: 'eshop-clothing-2008.csv', delimiter: ';' };

const category = (from: string): object => ({ from, type: 'categorical' });

/** A mapping for UCI's click stream of a clothing shop, whose clicks have dates and are numbered within a session. */
export const CLOTHING_SHOP = {
  interactions: {
    ...{ ...CLICKS, user: 'session ID', item: 'page 2 (clothing model)' },
    time: {
      ...{ column: ['year', 'month', 'day'], format: 'y-M-d' },
      ...{ zone: 'Europe/Warsaw', sequence: 'order(sells)' },
    },
    event: { constant: 'View' },
  },
  items: {
    ...{ ...CLICKS, id: 'page 2 (clothing model)', category: 'page 1 (main category)', price: 'price' },
    columns: {
      COLOUR: category('colour'),
      LOCATION: category('location'),
      PHOTOGRAPHY: category('model photography'),
      ABOVE_AVERAGE: category('price 2'),
      PAGE: { from: 'page', type: 'int' },
    },
  },
  users: { ...CLICKS, id: 'session ID', columns: { COUNTRY: category('country') } },
};

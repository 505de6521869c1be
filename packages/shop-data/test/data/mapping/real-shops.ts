/** A mapping for UCI's Online Retail, which has only order lines. */
export const ONLINE_RETAIL = {
  interactions: {
    files: 'online-retail.csv',
    user: 'CustomerID',
    item: 'StockCode',
    time: { column: 'InvoiceDate', zone: 'Europe/London' },
    event: { constant: 'Purchase' },
    order: 'InvoiceNo',
    drop: [
      { column: 'InvoiceNo', startsWith: 'C' },
      { column: 'CustomerID', empty: true },
      { column: 'Quantity', atMost: 0 },
    ],
  },
  items: {
    files: 'online-retail.csv',
    id: 'StockCode',
    name: 'Description',
    category: { constant: 'gifts' },
    price: 'UnitPrice',
    drop: [
      { column: 'InvoiceNo', startsWith: 'C' },
      { column: 'UnitPrice', atMost: 0 },
    ],
  },
  users: {
    files: 'online-retail.csv',
    id: 'CustomerID',
    columns: { COUNTRY: { from: 'Country', type: 'categorical' } },
    drop: [{ column: 'CustomerID', empty: true }],
  },
};

const CLICKS = { files: 'eshop-clothing-2008.csv', delimiter: ';' };

const category = (from: string): object => ({ from, type: 'categorical' });

/** A mapping for UCI's click stream of a clothing shop, whose clicks have dates and are numbered within a session. */
export const CLOTHING_SHOP = {
  interactions: {
    ...CLICKS,
    user: 'session ID',
    item: 'page 2 (clothing model)',
    time: {
      column: ['year', 'month', 'day'],
      format: 'y-M-d',
      zone: 'Europe/Warsaw',
      sequence: 'order(sells)',
    },
    event: { constant: 'View' },
  },
  items: {
    ...CLICKS,
    id: 'page 2 (clothing model)',
    category: 'page 1 (main category)',
    price: 'price',
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

import type { SampleTable } from './sample';

/**
 * Names that shops and tools give to the columns of a role, the surest first; compared without case, blanks and
 * punctuation. Whole exports that need more than names are in known-exports.ts.
 */
const COLUMN_ALIASES = {
  user: [
    ...['userid', 'customerid', 'user', 'customer', 'customernumber', 'customerno', 'clientid', 'client'],
    ...['userpseudoid', 'memberid', 'buyerid', 'shopperid', 'accountid', 'visitorid', 'customerref'],
    ...['useridentifier', 'customeruniqueid', 'reviewerid', 'householdkey', 'householdid', 'personid'],
    // Snowplow, RetailRocket and Segment; Magento's export of orders; German and Dutch shops
    ...[
      'domainuserid',
      'networkuserid',
      'anonymousid',
      'uid',
      'msno',
      'kundennummer',
      'kundennr',
      'klantnummer',
    ],
    // A visit stands in for the user where there is none.
    ...['sessionid', 'session', 'visitid', 'domainsessionid', 'cookieid', 'deviceid'],
  ],
  item: [
    ...[
      'itemid',
      'productid',
      'stockcode',
      'sku',
      'productsku',
      'itemsku',
      'variantid',
      'articleid',
      'article',
    ],
    ...[
      'item',
      'product',
      'productcode',
      'itemcode',
      'itemnumber',
      'productnumber',
      'asin',
      'parentasin',
      'isbn',
    ],
    ...[
      'lineitemsku',
      'variantsku',
      'upc',
      'ean',
      'gtin',
      'contentid',
      'productref',
      'artikelnummer',
      'artikelnr',
    ],
    // The clothing shop of the UCI Machine Learning Repository
    ...['page2clothingmodel'],
  ],
  time: [
    ...[
      'timestamp',
      'eventtimestamp',
      'eventtime',
      'datetime',
      'invoicedate',
      'orderdate',
      'createdat',
      'created',
    ],
    ...[
      'orderpurchasetimestamp',
      'purchasedate',
      'purchasedat',
      'transactiondate',
      'time',
      'date',
      'orderedat',
    ],
    ...[
      'datecreated',
      'ordertime',
      'placedat',
      'occurredat',
      'unixreviewtime',
      'reviewtime',
      'collectortstamp',
    ],
    ...['derivedtstamp', 'dvcecreatedtstamp', 'tdat', 'day', 'bestelldatum', 'datum', 'eventdate', 'ts'],
  ],
  event: [
    'eventtype',
    'eventname',
    'event',
    'action',
    'activity',
    'activitytype',
    'behavior',
    'interactiontype',
    'sename',
    'seaction',
  ],
  order: [
    ...[
      'orderid',
      'invoiceno',
      'invoice',
      'invoiceid',
      'invoicenumber',
      'transactionid',
      'ordernumber',
      'orderno',
    ],
    ...[
      'basketid',
      'basket',
      'incrementid',
      'ecommercetransactionid',
      'receiptid',
      'bestellnummer',
      'trorderid',
      'cartid',
    ],
  ],
  quantity: [
    'quantity',
    'qty',
    'qtyordered',
    'itemquantity',
    'lineitemquantity',
    'units',
    'amount',
    'tiquantity',
    'menge',
    'anzahl',
  ],
  price: [
    ...[
      'price',
      'unitprice',
      'itemprice',
      'productprice',
      'sellingprice',
      'regularprice',
      'variantprice',
      'saleprice',
    ],
    ...[
      'lineitemprice',
      'retailprice',
      'listprice',
      'baseprice',
      'calculatedprice',
      'tiprice',
      'finalprice',
      'preis',
      'salesvalue',
    ],
  ],
  name: [
    ...[
      'productname',
      'itemname',
      'title',
      'producttitle',
      'name',
      'lineitemname',
      'description',
      'productdescription',
    ],
    ...['itemdescription', 'tiname', 'prodname', 'bezeichnung'],
  ],
  category: [
    ...[
      'category',
      'categoryl1',
      'productcategory',
      'maincategory',
      'categoryname',
      'categories',
      'producttype',
    ],
    ...[
      'categorycode',
      'itemcategory',
      'categoryid',
      'productcategoryname',
      'department',
      'departmentid',
      'type',
      'commoditydesc',
    ],
    ...['googleproductcategory', 'ticategory', 'productgroupname', 'kategorie', 'aisle', 'page1maincategory'],
  ],
  description: [
    'longdescription',
    'shortdescription',
    'description',
    'productdescription',
    'bodyhtml',
    'detaildesc',
  ],
  status: ['status', 'orderstatus', 'financialstatus', 'state', 'paymentstatus'],
  /** Number of a click within its visit. */
  sequence: [
    'ordersells',
    'sequence',
    'sequencenumber',
    'eventsequence',
    'clicknumber',
    'eventindex',
    'step',
  ],
  year: ['year'],
  month: ['month'],
  day: ['day', 'dayofmonth'],
  clock: ['time', 'hour', 'timeofday', 'ordertime', 'transactiontime', 'uhrzeit'],
} as const satisfies Record<string, readonly string[]>;

/** What a column is to a mapping. */
export type Role = keyof typeof COLUMN_ALIASES;

const comparable = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** The columns of a table that have a name of the role, the surest first. Of a path, its last name counts too. */
export function columnsNamed(role: Role, { columns, unroll }: SampleTable): string[] {
  const names = [...columns.keys()].map((column) => ({
    column,
    // What an unrolled element says is closer to the row than what its record says.
    isInList: unroll !== undefined && column.startsWith(`${unroll}[].`),
    names: [comparable(column), comparable(column.slice(column.lastIndexOf('.') + 1))],
  }));
  return COLUMN_ALIASES[role].flatMap((alias) =>
    names
      .filter((one) => one.names.includes(alias))
      .sort((a, b) => Number(b.isInList) - Number(a.isInList) || a.column.length - b.column.length)
      .map(({ column }) => column),
  );
}

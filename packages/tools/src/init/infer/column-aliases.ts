import type { SampleTable } from './sample';

/**
 * Names that shops and tools give to the columns of a role, most specific first, separated by blanks. They are compared without
 * case, accents, blanks and punctuation. Exports that need more than names to be recognized are in known-exports.ts.
 */
const COLUMN_ALIASES = {
  user: [
    'userid customerid user customer customernumber customerno clientid client userpseudoid memberid',
    'buyerid shopperid accountid visitorid visitor customerref useridentifier customeruniqueid effectiveuserid reviewerid',
    'householdkey householdid personid',
    // Snowplow, RetailRocket and Segment; Magento's export of orders; German and Dutch shops
    'domainuserid networkuserid anonymousid uid msno kundennummer kundennr klantnummer',
    // German, French, Spanish, Korean (Cafe24, Smartstore) and Japanese (EC-CUBE, Rakuten) shops
    'kundenid kunde kdnr kundencode benutzerid idclient numeroclient nclient codeclient idcliente',
    'numerocliente codigocliente cliente idusuario usuario nocliente 회원번호 회원아이디 회원id 고객번호 고객id 고객아이디 고객코드 구매자id',
    '구매자아이디 주문자id 주문자아이디 사용자id 아이디 회원 고객 会員id 会員番号 会員コード 顧客id 顧客番号 顧客コード お客様番号 ユーザーid ユーザid',
    // Ids of visits come last, as a fallback.
    'sessionid session visitid domainsessionid cookieid deviceid',
  ],
  item: [
    'itemid productid stockcode sku productsku itemsku variantid articleid article item product',
    'productcode itemcode itemnumber productnumber asin parentasin isbn lineitemsku variantsku upc',
    'ean gtin contentid productref artikelnummer artikelnr',
    // The clothing shop of the UCI Machine Learning Repository
    'page2clothingmodel',
    // German, French, Spanish, Korean and Japanese shops
    'artikelid artikelcode artnr artikel produktid produktnummer produktnr produktcode produkt',
    'idproduit codeproduit referenceproduit refproduit reference ref produit idarticle codearticle',
    'idproducto codigoproducto codigodeproducto referencia producto idarticulo articulo 상품번호 상품코드',
    '상품id 제품번호 제품코드 품목코드 품번 자체상품코드 판매자상품코드 商品id 商品番号 商品コード 商品管理番号 製品番号 品番 システム商品コード',
  ],
  time: [
    'timestamp eventtimestamp eventtime datetime invoicedate orderdate createdat created',
    'orderpurchasetimestamp purchasedate purchasedat transactiondate time date orderedat datecreated',
    'ordertime placedat occurredat unixreviewtime reviewtime collectortstamp derivedtstamp',
    'dvcecreatedtstamp tdat day bestelldatum datum eventdate ts datehourandminute datehourminute kaufdatum bestellzeit bestelltam',
    'rechnungsdatum auftragsdatum zeitpunkt zeit erstelltam bestellungsdatum datedecommande',
    'datecommande datefacture dateachat dateajout datedelacommande fechadepedido fechapedido',
    'fechadecompra fechacompra fechahora fecha 주문일시 주문일자 주문일 주문시간 주문시각 결제일시 결제일 구매일시 구매일 발주일 일시 날짜',
    '注文日時 注文日 受注日時 受注日 購入日時 購入日 日時 日付',
  ],
  event: [
    'eventtype eventname event action activity activitytype behavior interactiontype sename seaction',
    'ereignis evenement evento 이벤트 이벤트명 행동 イベント イベント名 行動',
  ],
  order: [
    'orderid invoiceno invoice invoiceid invoicenumber transactionid ordernumber orderno basketid',
    'basket incrementid ecommercetransactionid receiptid bestellnummer trorderid cartid bestellnr',
    'bestellid bestellung auftragsnummer auftragsnr auftrag rechnungsnummer rechnungsnr belegnummer',
    'idcommande numerocommande numerodecommande ncommande referencecommande commande idpedido',
    'numeropedido numerodepedido npedido nopedido pedido factura 주문번호 주문id 주문코드 注文番号 注文id 受注番号 受注id',
  ],
  quantity: [
    'quantity qty qtyordered itemquantity lineitemquantity units amount tiquantity menge anzahl',
    'stueck stuck stk bestellmenge quantite qte cantidad unidades 수량 주문수량 구매수량 数量 個数',
  ],
  price: [
    'price unitprice itemprice productprice sellingprice regularprice variantprice saleprice',
    'lineitemprice retailprice listprice baseprice calculatedprice tiprice finalprice preis',
    'salesvalue einzelpreis stueckpreis stuckpreis verkaufspreis preisbrutto bruttopreis vk vkbrutto',
    'prix prixunitaire prixunitairettc prixttc prixdevente precio preciounitario pvp 판매가 판매가격 상품가격',
    '상품단가 단가 가격 상품금액 単価 価格 商品価格 販売価格 商品単価',
  ],
  name: [
    'productname itemname title producttitle name lineitemname description productdescription',
    'itemdescription tiname prodname bezeichnung artikelname artikelbezeichnung produktname',
    'produktbezeichnung nomproduit nomduproduit libelle designation nombreproducto nombredelproducto',
    'nombredeproducto descripcion nombre 상품명 제품명 품명 주문상품명 商品名 製品名 品名',
    // Used next to an id that has another name.
    'product item article',
  ],
  category: [
    'category categoryl1 productcategory maincategory categoryname categories producttype',
    'categorycode itemcategory categoryid productcategoryname department departmentid type',
    'commoditydesc googleproductcategory ticategory productgroupname kategorie aisle',
    'page1maincategory produktkategorie artikelkategorie warengruppe artikelgruppe produktgruppe',
    'categorie categorieproduit famille rayon categoria familia 카테고리 상품카테고리 상품분류 분류 대분류 중분류 カテゴリ',
    'カテゴリー 商品カテゴリ ジャンル 分類 productcategoryenglish',
  ],
  description: [
    'longdescription shortdescription description productdescription bodyhtml detaildesc',
    'langbeschreibung beschreibung artikelbeschreibung 상품설명 商品説明',
  ],
  status: [
    'status orderstatus financialstatus state paymentstatus bestellstatus auftragsstatus',
    'zahlungsstatus statut etat etatcommande estado estadopedido estadodelpedido 주문상태 처리상태 클레임상태',
    'ステータス 注文ステータス 注文状態 対応状況',
  ],
  /** Number of a click within its visit. */
  sequence: ['ordersells sequence sequencenumber eventsequence clicknumber eventindex step'],
  year: ['year'],
  month: ['month'],
  day: ['day dayofmonth'],
  clock: ['time hour timeofday ordertime transactiontime uhrzeit'],
} as const satisfies Record<string, readonly string[]>;

/** Role of a column in a mapping. */
export type Role = keyof typeof COLUMN_ALIASES;

const aliasesOf = (role: Role): string[] => COLUMN_ALIASES[role].flatMap((names) => names.split(' '));

/** Normalizes a name for comparisons. Removes accents, because some exports omit them. Hangul and kana stay composed. */
export const comparable = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');

/**
 * The significant name of a path: the last one, or the one before it if the last one is only an amount of money or a
 * value: `product.price.amount`.
 */
function nameOfPath(column: string): string {
  const [last, parent] = column.split('.').reverse();
  return parent !== undefined && /^(amount|value)$/i.test(last) ? parent : last;
}

/** The columns of a table that have a name of the role, best match first. The significant name of a path counts, too. */
export function columnsNamed(role: Role, { columns, unroll }: SampleTable): string[] {
  const names = [...columns.keys()].map((column) => ({
    column,
    // A row is an element of the unrolled list, so columns of the element come before those of the record.
    isInList: unroll !== undefined && column.startsWith(`${unroll}[].`),
    names: [comparable(column), comparable(nameOfPath(column))],
  }));
  return aliasesOf(role).flatMap((alias) =>
    names
      .filter((one) => one.names.includes(alias))
      .sort((a, b) => Number(b.isInList) - Number(a.isInList) || a.column.length - b.column.length)
      .map(({ column }) => column),
  );
}

/** Headings by use case, including fallbacks. */
export type Headings = Readonly<Record<string, string>>;

/** Headings by language. A page may add a language before the shelves load. */
export const HEADINGS: Record<string, Headings> = {
  en: {
    'most-viewed': 'Most viewed',
    'best-sellers': 'Best sellers',
    'frequently-bought-together': 'Frequently bought together',
    'customers-who-viewed-x-also-viewed': 'Customers also viewed',
    'recommended-for-you': 'Recommended for you',
    'similar-items': 'Similar items',
    'recently-viewed': 'Recently viewed',
    popular: 'Popular in this shop',
    catalogue: 'From this shop',
    filler: 'Popular',
  },
  ko: {
    'most-viewed': '많이 본 상품',
    'best-sellers': '베스트셀러',
    'frequently-bought-together': '함께 많이 구매한 상품',
    'customers-who-viewed-x-also-viewed': '다른 고객이 함께 본 상품',
    'recommended-for-you': '회원님을 위한 추천',
    'similar-items': '비슷한 상품',
    'recently-viewed': '최근 본 상품',
    popular: '지금 인기 있는 상품',
    catalogue: '상품 둘러보기',
    filler: '인기 상품',
  },
};

/**
 * The heading of a use case or a fallback: in the language, in the language without its region, or in English.
 *
 * @param language - a BCP 47 tag, such as `ko` or `en-GB`
 */
export const headingOf = (useCase: string, language: string): string =>
  own(own(HEADINGS, language) || own(HEADINGS, language.split('-')[0]) || HEADINGS.en, useCase);

/** An own property with a name that the page chose, so that `constructor` is not found; `''` if there is none. */
export const own = <Value>(object: Readonly<Record<string, Value>>, name: string): Value | '' =>
  Object.hasOwn(object, name) ? object[name] : '';

/** A price formatted for a language. If the currency is unknown, a number, with two decimals unless it is whole. */
export function priceText(price: number | undefined, currency: string | undefined, language: string): string {
  try {
    return price!.toLocaleString(
      language,
      currency ? { style: 'currency', currency } : { minimumFractionDigits: price! % 1 && 2 },
    );
  } catch {
    // There is no price, or the language or currency is invalid.
    return `${price ?? ''}`;
  }
}

import { filledValues, frequencies, shareOf, valuesOf, type SampleTable } from './sample';

/** Names of billed lines that are not goods. */
const NAMES =
  /^((dotcom|next day|express|standard|free|flat rate)\s+)*(postage|post|carriage|shipping|delivery|handling|manual|discount|bank charges|samples?|tips?|deposit|refund|credit note|adjust(ment)?\b.*|.*\b(fees?|commission|gift (card|voucher)s?)\b.*|versand(kosten)?|porto|rabatt|gutschein|geb(ü|ue)hr|nachnahme|frais de (port|livraison)|livraison|remise|(gastos de )?env[ií]o|descuento|portes|배송비|택배비|할인|쿠폰|送料|手数料|割引|クーポン)(\s+(charges?|costs?|fee))?$/iu;

/** Maximum length. Longer texts cannot match, and would take long to compare. */
const MOST_CHARACTERS = 100;

const isNamed = (text: string): boolean => text.length <= MOST_CHARACTERS && NAMES.test(text.trim());

/**
 * Matches odd ids, such as `POST`, `M` or `C2`: without a digit, or with one or two characters. Goods may be numbered
 * with digits only.
 */
const ODD = /^(?!\d+$)(\D+|.{1,2})$/u;

/** Maximum share of odd ids. If there are more, the shop's normal ids look like that. */
const FEW = { rows: 0.05, ids: 0.05 };

/**
 * Ids of lines that are no goods, such as postage and fees, each with the name that most lines have.
 *
 * @param goods - ids of the items table, all of which are goods
 */
export function notGoods(
  table: SampleTable,
  item: string,
  name: string | undefined,
  goods: ReadonlySet<string>,
): Map<string, string> {
  const ids = valuesOf(table, item);
  const names = name === undefined ? [] : valuesOf(table, name);
  const namesOf = new Map<string, string[]>();
  for (const [row, id] of ids.entries())
    if (id.trim() !== '') namesOf.set(id, [...(namesOf.get(id)?.slice(0, 20) ?? []), names[row] ?? '']);
  const isOdd = (id: string): boolean => ODD.test(id);
  const areOddFew =
    shareOf(filledValues(ids), isOdd) < FEW.rows && shareOf([...namesOf.keys()], isOdd) < FEW.ids;
  const found = new Map<string, string>();
  for (const [id, all] of namesOf) {
    if (goods.has(id)) continue;
    const [[usual] = ['']] = frequencies(filledValues(all));
    if ((areOddFew && isOdd(id)) || isNamed(usual) || isNamed(id)) found.set(id, usual);
  }
  return found;
}

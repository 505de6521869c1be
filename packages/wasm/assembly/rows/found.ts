/** Results of a scan: eight u32. */
const RESULTS: usize = memory.data(32);

/** No fault, or a row with more or fewer fields than the header. */
export const NO_FAULT: i32 = 0;
export const WRONG_WIDTH: i32 = 1;
/** Text follows a closing quote, or an unquoted value contains a quote. */
export const TEXT_BEHIND: i32 = 2;
export const QUOTE_WITHIN: i32 = 3;

/** Address of the latest scan's results, in the order of the arguments of {@link setFound}. */
export function found(): usize {
  return RESULTS;
}

/**
 * @param end offset after the last whole row; after a fault, the start of the faulty row
 * @param lines that end before it
 * @param isPlain whether each value is valid CSV as it is
 * @param width fields of the latest row, which may be the faulty one
 * @param faultEnd offset after the faulty row, in which `faultLines` lines end
 */
export function setFound(
  rows: u32,
  end: u32,
  lines: u32,
  isPlain: bool,
  fault: i32,
  width: u32,
  faultEnd: u32,
  faultLines: u32,
): void {
  store<u32>(RESULTS, rows);
  store<u32>(RESULTS, end, 4);
  store<u32>(RESULTS, lines, 8);
  store<u32>(RESULTS, u32(isPlain), 12);
  store<i32>(RESULTS, fault, 16);
  store<u32>(RESULTS, width, 20);
  store<u32>(RESULTS, faultEnd, 24);
  store<u32>(RESULTS, faultLines, 28);
}

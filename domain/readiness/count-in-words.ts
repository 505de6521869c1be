/** A number with its noun: `1 user has`, `1,234 users have`. */
export function countInWords(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}

import type { Found } from '../../domain/page-api';

/** `No items.`, `1 item.`, `The first 24 of 4,500 items.` */
export function countOf({ total, first }: Found<unknown>, noun: string, which = 'first'): string {
  if (total > first.length)
    return `The ${which} ${first.length} of ${total.toLocaleString('en-US')} ${noun}s.`;
  return `${total === 0 ? 'No' : total} ${noun}${total === 1 ? '' : 's'}.`;
}

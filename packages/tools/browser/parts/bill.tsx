import type { VNode } from 'preact';
import { useLanguage } from '../texts/language';
import { useBill } from '../server';

/** Lines of the bill that are shown; the others are cents. */
const LINES = 4;

/** What the stack has cost so far, while it runs. */
export function Bill(): VNode | null {
  const bill = useBill();
  const { texts, price } = useLanguage();
  // What runs is seen to run.
  const dollars = (usd: number): string => price(usd, 'USD', usd < 1 ? 4 : 2);
  const words = texts.deployment;
  if (!bill) return null;
  const { lines, isConfirmed } = bill;
  const total = (lines ?? []).reduce((sum, { usd }) => sum + usd, 0);
  return (
    <aside class="panel bill" aria-labelledby="bill">
      <div>
        <h2 id="bill">{words.bill}</h2>
        {lines && <p class="total">{dollars(total)}</p>}
        <p class="meta">
          {lines ? words.atPrices : words.billOnAws} {lines && !isConfirmed && words.unconfirmed}
        </p>
      </div>
      {lines && (
        <ul>
          {lines.slice(0, LINES).map(({ service, what, usd }) => (
            <li key={`${service} ${what}`}>
              <span>
                {service} <span class="meta">{what}</span>
              </span>
              <span class="number">{dollars(usd)}</span>
            </li>
          ))}
        </ul>
      )}
    </aside>
  );
}

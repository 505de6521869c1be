import type { VNode } from 'preact';
import { useAnswer } from '../server';
import { useLanguage } from '../texts/language';

/** What the stack costs on AWS, per hour and month; nothing until there is a stack. */
export function Cost({ revision }: { readonly revision: number }): VNode | null {
  const { answer } = useAnswer('/api/cost', {}, revision);
  const { texts, price } = useLanguage();
  const { cost } = texts.deployment;
  if (!answer) return null;
  const { recommenders, users, usdPerHour, usdPerMonth, includedPerHour, isConfirmed } = answer;
  return (
    <aside class="panel cost" aria-labelledby="cost">
      <h2 id="cost">{cost.title}</h2>
      {recommenders > 0 && (
        <p class="total">
          {cost.hour(price(usdPerHour, 'USD'))}
          <span>{cost.month(price(Math.round(usdPerMonth), 'USD', 0))}</span>
        </p>
      )}
      <p class="meta">
        {recommenders > 0 ? cost.of(recommenders, users, includedPerHour) : cost.lists} {cost.more}{' '}
        {!isConfirmed && cost.unconfirmed}
      </p>
    </aside>
  );
}

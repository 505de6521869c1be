import type { VNode } from 'preact';
import { Title } from '../parts/title';
import { routeTo } from '../route';

/** For an address that leads nowhere. */
export const NotFoundView = (): VNode => (
  <section>
    <Title text="There is no such view" />
    <p>
      <a href={routeTo('')}>Back to the shop</a>
    </p>
  </section>
);

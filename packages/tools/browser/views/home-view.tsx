import type { VNode } from 'preact';
import { Title } from '../parts/frame';
import { History } from '../parts/history';
import { FilterChoice, Shelves } from '../parts/shelf';
import { useVisit } from '../visit';

/** The shop as a visitor meets it. */
export function HomeView(): VNode {
  const { shop } = useVisit();
  const count = (number: number): string => number.toLocaleString('en-US');
  return (
    <div class="beside">
      <div>
        <Title text="The shop" />
        <p class="lead">
          {count(shop.items)} items, {count(shop.users)} users, as {shop.stack} recommends them.
        </p>
        <FilterChoice />
        <Shelves place="home" />
      </div>
      <History />
    </div>
  );
}

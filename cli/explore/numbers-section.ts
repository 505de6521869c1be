import type { ArchiveProfile } from '../../domain/profile/archive-profile';
import { html, type Html } from './html';
import { percent } from './percent';

interface Tile {
  readonly label: string;
  readonly value: number;
  readonly note: string;
}

/** The numbers that a reader looks for first, and what the split does. */
export function numbersSection(profile: ArchiveProfile): Html {
  return html`<section aria-labelledby="numbers">
    <h2 id="numbers">In numbers</h2>
    <dl class="tiles">
      ${tilesOf(profile).map(
        ({ label, value, note }) =>
          html`<div>
            <dt>${label}</dt>
            <dd><strong>${value.toLocaleString('en-US')}</strong> <span>${note}</span></dd>
          </div>`,
      )}
    </dl>
  </section>`;
}

function tilesOf(profile: ArchiveProfile): Tile[] {
  const { items, users, interactions, duplicates, facts, coldItems, unknownItems, unknownUsers } = profile;
  const heldOut = facts.keptRows - facts.rows;
  return [
    {
      label: 'Items',
      value: items.rows,
      note: `${coldItems.toLocaleString('en-US')} without any interaction`,
    },
    {
      label: 'Users',
      value: users.rows,
      note: `${profile.perUser.length.toLocaleString('en-US')} with interactions`,
    },
    { label: 'Interactions', value: interactions.rows, note: 'rows of all event types' },
    {
      label: 'Kept',
      value: facts.keptRows,
      note: `${percent(facts.keptRows, interactions.rows)} of the rows, by event type`,
    },
    {
      label: 'Exact duplicates',
      value: duplicates,
      note: `${percent(duplicates, facts.keptRows)} of the kept rows; the service drops them`,
    },
    {
      label: 'Training',
      value: facts.rows,
      note: `rows, ${facts.distinctRows.toLocaleString('en-US')} of them different`,
    },
    {
      label: 'Held out',
      value: heldOut,
      note: `${percent(heldOut, facts.keptRows)}: each user’s newest rows`,
    },
    { label: 'Unknown items', value: unknownItems, note: 'in interactions and not in items.csv' },
    { label: 'Unknown users', value: unknownUsers, note: 'in interactions and not in users.csv' },
  ];
}

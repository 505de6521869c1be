import { neighbours } from '../../local/recommenders/neighbours';
import { userItems } from '../../local/recommenders/user-items';
import { printSample } from './print-sample';
import { readViews } from './read-views';

/** What the peers do, with what trains the recommenders: users in common and the cosine, whenever the views were. */
async function main([file, users, items]: string[]): Promise<void> {
  const interactions = readViews(file, Number(users), Number(items));
  const itemCount = Number(items);
  await printSample(async () => {
    const { starts, columns } = userItems(interactions, Float64Array.of(1));
    const norm = new Float64Array(itemCount);
    for (let entry = 0; entry < columns.length; entry++) norm[columns[entry]]++;
    for (let item = 0; item < itemCount; item++) norm[item] = Math.sqrt(norm[item]);
    await neighbours({ starts, columns }, itemCount, { name: 'shrunk-cosine', facts: { norm } });
  });
}

void main(process.argv.slice(2));

import { createEmbeddedShop } from '../http/embedded-shop';
import { createPrng } from '@ecommerce-recommenders/tools/sample/prng';

/** Number of rows of text to generate at a time. */
const ROWS_A_PIECE = 100_000;

/** Generates interactions of a shop with returning users. Item ids are skewed, and an eighth of the rows are purchases. */
function interactionsCsv(rows: number, users: number, items: number): Buffer {
  const prng = createPrng(rows);
  const pieces = [Buffer.from('ITEM_ID,USER_ID,EVENT_TYPE,TIMESTAMP\n')];
  for (let first = 0; first < rows; first += ROWS_A_PIECE) {
    let piece = '';
    for (let row = first; row < Math.min(rows, first + ROWS_A_PIECE); row++) {
      const item = Math.min(prng.below(items), prng.below(items));
      const time = 1_600_000_000 + Math.floor((row * 1e7) / rows);
      piece += `item-${item},user-${prng.below(users)},${row % 8 === 0 ? 'Purchase' : 'View'},${time}\n`;
    }
    pieces.push(Buffer.from(piece));
  }
  return Buffer.concat(pieces);
}

/** Imports a shop into the embedded AWS at a port, and trains the four recommenders. Prints the seconds. */
async function main(): Promise<void> {
  const [port, rows, users, items] = process.argv.slice(2).map(Number);
  const csv = { INTERACTIONS: interactionsCsv(rows, users, items) };
  const begun = performance.now();
  await createEmbeddedShop(`http://127.0.0.1:${port}`, {
    csv,
    useCases: [
      'most-viewed',
      'best-sellers',
      'frequently-bought-together',
      'customers-who-viewed-x-also-viewed',
    ],
  });
  console.log(JSON.stringify({ seconds: (performance.now() - begun) / 1000 }));
}

void main();

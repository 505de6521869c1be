import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { extract, list } from 'tar';

const ROOT = resolve(__dirname, '../../..');
const NAME = '@ecommerce-recommenders/storefront';
const run = promisify(execFile);

describe('the tarball of the element', () => {
  let folder: string;
  let tarball: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'storefront-'));
    const args = ['pack', '--json', '--workspace', NAME, '--pack-destination', folder];
    const { stdout } = await run('npm', args, { cwd: ROOT });
    const [{ filename }] = JSON.parse(stdout.slice(stdout.search(/^\[/m))) as [{ filename: string }];
    tarball = join(folder, filename);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('holds the modules, their types, a README and the license, and nothing else', async () => {
    const files: string[] = [];
    await list({ file: tarball, onReadEntry: ({ path }) => void files.push(path) });
    for (const name of ['README.md', 'LICENSE', 'dist/recommended-items.js', 'dist/ranked-items.js'])
      expect(files).toContain(`package/${name}`);
    const known = /^package\/(package\.json|README\.md|LICENSE|dist\/(package\.json|[\w-]+\.(d\.ts|js)))$/;
    expect(files.filter((file) => !known.test(file))).toEqual([]);
  });

  it('gives a program of its user types, and runs where there is no browser', async () => {
    const installed = join(folder, 'node_modules', NAME);
    mkdirSync(installed, { recursive: true });
    await extract({ file: tarball, cwd: installed, strip: 1 });
    writeFileSync(
      join(folder, 'program.mts'),
      `import { RecommendedItems, type Answer } from '${NAME}';
       import { RankedItems } from '${NAME}/ranked-items';
       export function use(): void {
         const shelf = document.createElement('recommended-items');
         shelf.addEventListener('recommended-items-loaded', ({ detail }) => show(detail));
         document.addEventListener('recommended-items-sent', ({ detail }) => console.log(detail.events.length));
         RecommendedItems.consent(true);
         RecommendedItems.send('Purchase', [{ itemId: '1', price: 2 }], { userToken: 'a.b' });
         RecommendedItems.headings.fr = { 'best-sellers': 'Meilleures ventes' };
         shelf.reload();
         const list = document.createElement('ranked-items');
         list.addEventListener('ranked-items-loaded', ({ detail }) => console.log(detail.recommendationId));
         list.reload();
       }
       const show = ({ items: [first] }: Answer): void => console.log(first.name?.length, first.price?.toFixed());
       console.log(typeof RecommendedItems, typeof RankedItems);`,
    );
    const options = ['--strict', '--module', 'nodenext', '--target', 'es2022', '--lib', 'es2022,dom'];
    await run(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), ...options, 'program.mts'], {
      cwd: folder,
    });
    const { stdout } = await run(process.execPath, ['program.mjs'], { cwd: folder });
    expect(stdout).toBe('function function\n');
  });
});

import { IS_CHECKOUT } from '@ecommerce-recommenders/shop-data/contracts/project-folder';
import { shellWord } from './shell-word';

/** A command line: an npm script of the checkout, or the binary of the installed package. */
export function commandLine(
  name: 'explore' | 'outputs' | 'recommend' | 'start',
  args: readonly string[],
): string {
  const words = args.map(shellWord);
  if (!IS_CHECKOUT) return ['npx recommenders', name, ...words].join(' ');
  const script = name === 'start' ? 'npm start' : `npm run ${name}`;
  return [script, ...(words.length > 0 ? ['--', ...words] : [])].join(' ');
}

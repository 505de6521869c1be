import { build, type BuildOptions } from 'esbuild';
import { basename, join, resolve } from 'node:path';

/** The files of the page: their names, which contain a hash of their content, and their texts. */
export type PageBundle = readonly { readonly name: string; readonly text: string }[];

const BROWSER = resolve(__dirname, '../../browser');

/** Options for bundling the page's code and styles in memory. */
export const PAGE = {
  entryPoints: [join(BROWSER, 'main.tsx'), join(BROWSER, 'style/main.css')],
  tsconfig: join(BROWSER, 'tsconfig.json'),
  absWorkingDir: resolve(BROWSER, '../../..'),
  entryNames: '[ext]-[hash]',
  outdir: 'assets',
  bundle: true,
  minify: true,
  write: false as const,
  format: 'esm' as const,
  target: 'es2022',
  logLevel: 'silent' as const,
} satisfies BuildOptions & { readonly write: false };

/** Bundles the page. An installed package contains the bundles instead of this module. */
export async function bundlePage(): Promise<PageBundle> {
  const { outputFiles } = await build(PAGE);
  return outputFiles.map(({ path, text }) => ({ name: basename(path), text }));
}

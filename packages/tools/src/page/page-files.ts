import { bundlePage } from './bundle-page';

/** A file that the server sends. */
export interface PageFile {
  readonly contentType: string;
  readonly body: string;
  /** Whether its path contains a content hash, so that browsers may cache it. */
  readonly isHashed: boolean;
}

const CONTENT_TYPES = { '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8' } as const;

/** The page's files by path; the document is at `/`. */
export async function pageFiles(): Promise<ReadonlyMap<string, PageFile>> {
  const bundle = await bundlePage();
  const ofType = (extension: string) => bundle.find(({ name }) => name.endsWith(extension))!;
  const pathOf = (extension: string): string => `/assets/${ofType(extension).name}`;
  const files = Object.entries(CONTENT_TYPES).map(([extension, contentType]): [string, PageFile] => [
    pathOf(extension),
    { contentType, body: ofType(extension).text, isHashed: true },
  ]);
  const document: PageFile = {
    contentType: 'text/html; charset=utf-8',
    body: shell(pathOf('.js'), pathOf('.css')),
    isHashed: false,
  };
  return new Map([['/', document], ...files]);
}

/** The shop's logo, as `browser/parts/logo.tsx` draws it. */
const ICON = encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="9" fill="#0b6b5a"/>' +
    '<path d="M9 12h14l1.2 11.500a1.500 1.500 0 0 1-1.500 1.500H9.300a1.500 1.500 0 0 1-1.500-1.500z" fill="#fff"/>' +
    '<path d="M12.500 14.500V11a3.500 3.500 0 0 1 7 0v3.500" fill="none" stroke="#fff" stroke-width="2"/>' +
    '<path d="M16 15.500l1 2.500 2.500 1-2.500 1-1 2.500-1-2.500-2.500-1 2.500-1z" fill="#0b6b5a"/></svg>',
);

/** The HTML document, which is visible before the script runs. */
const shell = (script: string, style: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Shop</title>
<link rel="icon" href="data:image/svg+xml,${ICON}">
<link rel="stylesheet" href="${style}">
<script type="module" src="${script}"></script>
</head>
<body><div id="page"><header class="top"><div class="inner"></div></header><main></main></div><noscript><p class="notice">This page needs JavaScript.</p></noscript></body>
</html>
`;

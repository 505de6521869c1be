// Documents what the packages export from the doc comments: `node build/api.mjs` writes the summaries in docs/api and
// test/upgrade/exports.json, with which releases are compared; `node build/api.mjs FOLDER` the pages of the site with all members.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { load } from '../dev/load.mjs';
import summary from './api-summary.cjs';

const { Application, Converter, LiteralType, ReferenceType, ReflectionKind, UnionType } =
  await load('typedoc');
const { MarkdownTheme, MarkdownThemeContext } = await load('typedoc-plugin-markdown');
// This must be typedoc's own copy, because the nodes below are typedoc's.
const { default: ts } = await load('typescript');

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** The pages: what each documents, and an introduction for the reader. */
const PAGES = {
  constructs: {
    title: 'The constructs',
    entry: 'lib/index.ts',
    intro:
      'Import all of this from `ecommerce-recommenders`; [calling.md](../calling.md#in-a-cdk-app-of-your-own) has examples. `EcommerceRecommenders` is the core, and the constructs that take a `shop` are its add-ons.',
  },
  'embedded-aws': {
    title: 'The embedded AWS in a program',
    entry: 'packages/embedded-aws/src/index.ts',
    intro:
      'Import all of this from `embedded-aws`; its [README](../../packages/embedded-aws/README.md) has examples, [BEHAVIOUR.md](../../packages/embedded-aws/BEHAVIOUR.md) says where it differs from AWS.',
    // These are used only internally. Their members are those of faults, which BEHAVIOUR.md lists.
    unnamed: ['InputOf', 'STRIKES', 'FAULT_KINDS', 'Strikes'],
  },
};

/** @throws Error if the page mentions a type of the project that is not exported */
async function written({ title, entry, intro, unnamed = [] }) {
  const out = await mkdtemp(path.join(tmpdir(), 'api-'));
  const app = await Application.bootstrapWithPlugins({
    name: title,
    entryPoints: [path.join(ROOT, entry)],
    tsconfig: path.join(ROOT, 'tsconfig.json'),
    plugin: ['typedoc-plugin-markdown'],
    out,
    router: 'module',
    theme: 'page',
    logLevel: 'Warn',
    readme: 'none',
    disableGit: true,
    disableSources: true,
    excludeExternals: true,
    excludeInternal: true,
    excludePrivate: true,
    intentionallyNotExported: unnamed,
    // `npm run types` checks the types.
    skipErrorChecking: true,
    sort: ['required-first', 'source-order'],
    hidePageHeader: true,
    hideBreadcrumbs: true,
    hideGroupHeadings: true,
    useCodeBlocks: true,
    expandObjects: true,
    expandParameters: true,
    classPropertiesFormat: 'table',
    interfacePropertiesFormat: 'table',
    tableColumnSettings: {
      hideInherited: true,
      hideOverrides: true,
      hideModifiers: true,
      leftAlignHeaders: true,
    },
  });
  app.renderer.defineTheme('page', PageTheme);
  const exported = exportsOf(path.join(ROOT, entry));
  shorten(app.converter, exported);
  const project = await app.convert();
  await app.generateOutputs(project);
  if (app.logger.errorCount + app.logger.warningCount > 0)
    throw new Error(`${entry}: export the types that its exports name`);
  const text = await readFile(path.join(out, 'README.md'), 'utf8');
  await rm(out, { recursive: true });
  return inOrder(tidied(text), [...exported.keys()]).replace(
    '\n',
    `\n\n<!-- Made by \`npm run api\` from the doc comments. -->\n\n${intro}\n`,
  );
}

/**
 * The names that a file exports, in its order. A class that is exported only as a type is marked, because users
 * cannot construct it.
 */
function exportsOf(file) {
  const { statements } = ts.createSourceFile(file, ts.sys.readFile(file), ts.ScriptTarget.Latest);
  return new Map(
    statements
      .filter((statement) => ts.isExportDeclaration(statement))
      .flatMap(({ isTypeOnly, exportClause }) =>
        exportClause.elements.map((one) => [one.name.text, isTypeOnly || one.isTypeOnly]),
      ),
  );
}

/** Sorts the sections of a page by these names. */
function inOrder(text, names) {
  const [head, ...sections] = text.split(/^(?=## )/m);
  const place = (section) => names.indexOf(/^## (\w+)/.exec(section.replaceAll('\\', ''))[1]);
  return [
    `${head.trim()}\n`,
    ...sections.map((one) => `${one.trim()}\n`).sort((a, b) => place(a) - place(b)),
  ].join('\n');
}

/** Removes what users do not need, and replaces unions with their names. */
function shorten(converter, exported) {
  const named = new Map();
  converter.on(Converter.EVENT_CREATE_DECLARATION, (context, reflection) => {
    if (reflection.kind !== ReflectionKind.TypeAlias) return;
    const symbol = context.getSymbolFromReflection(reflection);
    const type = context.checker.getDeclaredTypeOfSymbol(symbol);
    if (!type.isUnion() || !type.types.every((one) => one.isStringLiteral())) return;
    // The compiler orders a union by when it met its members, so unrelated files would change the order. The order of
    // the source is used instead.
    const { type: written } = symbol.declarations[0];
    const values = ts.isTypeOperatorNode(written)
      ? context.checker
          .getTypeFromTypeNode(written.type)
          .getProperties()
          .map(({ name }) => name)
      : type.types.map(({ value }) => value);
    const union = new UnionType(values.map((value) => new LiteralType(value)));
    named.set(valuesOf(union), { reflection, union });
  });
  converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    for (const reflection of project.getReflectionsByKind(ReflectionKind.All)) {
      if (reflection.type) reflection.type = byName(reflection.type, named, project);
      if (reflection.kindOf(ReflectionKind.Class) && exported.get(reflection.name))
        for (const child of [...reflection.children])
          if (child.kindOf(ReflectionKind.Constructor) || child.flags.isStatic)
            project.removeReflection(child);
      const at = reflection.comment?.blockTags.findIndex(({ tag }) => tag === '@default') ?? -1;
      if (at === -1 || !reflection.kindOf(ReflectionKind.Property)) continue;
      const [{ content }] = reflection.comment.blockTags.splice(at, 1);
      reflection.defaultValue = content.map(({ text }) => text.replace(/^```ts\n|\n```$/g, '')).join('');
    }
    for (const { reflection, union } of named.values()) reflection.type = union;
  });
}

/** Replaces the unions within a type with references to their names. */
function byName(type, named, project) {
  const alias = type instanceof UnionType && named.get(valuesOf(type))?.reflection;
  if (alias) return ReferenceType.createResolvedReference(alias.name, alias, project);
  for (const member of ['elementType', 'target', 'objectType'])
    if (type[member]?.visit) type[member] = byName(type[member], named, project);
  for (const members of ['types', 'typeArguments', 'elements'])
    if (type[members]) type[members] = type[members].map((one) => byName(one, named, project));
  return type;
}

/** Key of a union of literals, independent of their order. */
const valuesOf = ({ types }) => JSON.stringify(types.map(({ value }) => value).sort());

class PageTheme extends MarkdownTheme {
  getRenderContext(page) {
    return new PageContext(this, page, this.application.options);
  }
}

class PageContext extends MarkdownThemeContext {
  partials = {
    ...this.partials,
    // The hierarchy is omitted, because inherited members are listed, and their origin does not matter.
    hierarchy: () => '',
    inheritance: () => '',
    typeDeclaration: () => '',
    typeDeclarationContainer: () => '',
    typeParametersList: () => '',
    // The code block already names parameters and types. Below it follows only what it does not say.
    signature: (model, { multipleSignatures, accessor }) => {
      const comment = multipleSignatures ? model.comment : (model.comment ?? model.parent?.comment);
      const text = (content) => this.helpers.getCommentParts(content).replace(/^- /, '').trim();
      return [
        this.partials.signatureTitle(model, { accessor }),
        comment && text(comment.summary),
        (model.parameters ?? [])
          .filter((one) => one.comment)
          .map((one) => `- \`${one.name}\`: ${text(one.comment.summary)}`)
          .join('\n'),
        ...['Returns', 'Throws', 'See'].map((tag) =>
          (comment?.blockTags ?? [])
            .filter((one) => one.tag === `@${tag.toLowerCase()}`)
            .map(({ content }) => `${tag}: ${text(content)}`)
            .join('\n\n'),
        ),
      ]
        .filter(Boolean)
        .join('\n\n');
    },
  };
}

/** Removes what is only noise in Markdown. */
function tidied(text) {
  return (
    text
      // Removes anchors that nothing links to.
      .replace(/<a id="([^"]+)"><\/a> /g, (anchor, id) => (text.includes(`](#${id})`) ? anchor : ''))
      .replace(/^### Constructors\n\n#### Constructor$/gm, '### Constructor')
      .replace(/^### Implements\n\n(- .*\n)+\n/gm, '')
      .replace(/^#+ (Type Parameters|Type Declaration|Get Signature)\n\n/gm, '')
      .replace(/^###### Returns\n\n.*\n/gm, '')
      .replace(/^#+ (See|Throws)\n\n/gm, '$1: ')
      // Removes the code marks around defaults that are descriptions.
      .replace(/`- ([^`]*)`/g, '$1')
      .replace(/ \| `undefined` \| /g, ' | | ')
      .replace(/ \| - \|$/gm, ' | |')
      .replace(/[ \t]+$/gm, '')
      .replace(/\n{3,}/g, '\n\n')
      .replace(/^\*\*\*\n\n/gm, '')
  );
}

const [, , out] = process.argv;
const folder = path.resolve(out ?? path.join(ROOT, 'docs/api'));
await mkdir(folder, { recursive: true });
const texts = [];
for (const [name, page] of Object.entries(PAGES)) {
  const text = await written(page);
  texts.push(text);
  await writeFile(path.join(folder, `${name}.md`), out === undefined ? summary.summaryOf(text) : text);
}
if (out === undefined)
  await writeFile(path.join(ROOT, 'test/upgrade/exports.json'), summary.exportsOf(texts));

// Asks the compiler about the project with edits. Standard input is JSON, `{ NAME: { edits, folders, only } }`: edits are
// `{ file, find, replace }`, without `find` a new file; checked are the sources below the folders, without tests, and new files, or
// `only` one file. Prints what the compiler says, `{ NAME: [{ file, message }] }`. A program of its own, because TypeScript is several
// times as slow in Jest's environment; one for all questions, because a file without edits is parsed once.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const questions = JSON.parse(readFileSync(0, 'utf8'));

const { config } = ts.readConfigFile(path.join(ROOT, 'tsconfig.json'), ts.sys.readFile);
const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
const parsed = new Map();
const resolved = ts.createModuleResolutionCache(ROOT, (name) => name, options);

/** Packages and what they import, which no edit changes. */
const isOfPackage = (name, from) => !name.startsWith('.') || from.includes('/node_modules/');

const isSourceBelow = (folders) => (file) => {
  const parts = path.relative(ROOT, file).split(path.sep);
  return (
    folders.some((folder) => parts.join('/').startsWith(`${folder}/`)) && !parts.slice(1).includes('test')
  );
};

function compile({ edits, folders, only }) {
  const host = ts.createCompilerHost(options);
  const { directoryExists, fileExists, getSourceFile } = host;
  const made = edits.filter(({ find }) => find === undefined).map(({ file }) => path.resolve(ROOT, file));
  const files = only ? [path.resolve(ROOT, only)] : [...fileNames.filter(isSourceBelow(folders)), ...made];
  host.directoryExists = (folder) =>
    made.some((file) => file.startsWith(path.resolve(folder) + path.sep)) || directoryExists(folder);
  host.fileExists = (file) => made.includes(path.resolve(file)) || fileExists(file);
  host.getSourceFile = (file, ...rest) => {
    const own = edits.filter((edit) => path.resolve(ROOT, edit.file) === path.resolve(file));
    if (own.length === 0) {
      if (!parsed.has(file)) parsed.set(file, getSourceFile.call(host, file, ...rest));
      return parsed.get(file);
    }
    const text = own.reduce(
      (former, { find, replace }) => {
        if (find === undefined) return replace;
        if (!former.includes(find)) throw new Error(`${file} has no ${find}`);
        return former.replace(find, () => replace);
      },
      host.readFile(file) ?? '',
    );
    return ts.createSourceFile(file, text, ...rest);
  };
  host.resolveModuleNameLiterals = (names, from, redirected, settings, source) =>
    names.map((name) =>
      ts.resolveModuleName(
        ...[name.text, from, settings, host, isOfPackage(name.text, from) ? resolved : undefined, redirected],
        ts.getModeForUsageLocation(source, name, settings),
      ),
    );
  const program = ts.createProgram(files, options, host);
  return files
    .flatMap((file) => program.getSemanticDiagnostics(program.getSourceFile(file)))
    .map(({ file, messageText }) => ({
      file: path.relative(ROOT, file.fileName),
      message: ts.flattenDiagnosticMessageText(messageText, ' '),
    }));
}

console.log(
  JSON.stringify(
    Object.fromEntries(Object.entries(questions).map(([name, question]) => [name, compile(question)])),
  ),
);

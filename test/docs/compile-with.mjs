// Checks the sources below some folders, without tests, once for each variant on standard input, a list of edits
// `{ file, find, replace }`, and prints as JSON what the compiler says of each: a list of `{ file, message }`. An edit without
// `find` makes a new file, which is checked as well. A program of its own, because TypeScript is several times as slow in
// Jest's environment.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const { folders, variants } = JSON.parse(readFileSync(0, 'utf8'));

const isMeant = (file) => {
  const parts = path.relative(ROOT, file).split(path.sep);
  return (
    folders.some((folder) => parts.join('/').startsWith(`${folder}/`)) && !parts.slice(1).includes('test')
  );
};

const { config } = ts.readConfigFile(path.join(ROOT, 'tsconfig.json'), ts.sys.readFile);
const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
const sources = fileNames.filter(isMeant);
const parsed = new Map();

function compile(edits) {
  const host = ts.createCompilerHost(options);
  const { directoryExists, fileExists, getSourceFile } = host;
  const made = edits.filter(({ find }) => find === undefined).map(({ file }) => path.resolve(ROOT, file));
  const roots = [...sources, ...made];
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
  const program = ts.createProgram(roots, options, host);
  return roots
    .flatMap((file) => program.getSemanticDiagnostics(program.getSourceFile(file)))
    .map(({ file, messageText }) => ({
      file: path.relative(ROOT, file.fileName),
      message: ts.flattenDiagnosticMessageText(messageText, ' '),
    }));
}

console.log(JSON.stringify(variants.map(compile)));

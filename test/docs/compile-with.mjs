// Checks the sources below some folders, without tests, once for each variant on standard input, a list of edits
// `{ file, find, replace }`, and prints as JSON what the compiler says of each: a list of `{ file, message }`. A program of
// its own, because TypeScript is several times as slow in Jest's environment.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const { folders, variants } = JSON.parse(readFileSync(0, 'utf8'));

const isMeant = (file) => {
  const [folder, ...rest] = path.relative(ROOT, file).split(path.sep);
  return folders.includes(folder) && !rest.includes('test');
};

const { config } = ts.readConfigFile(path.join(ROOT, 'tsconfig.json'), ts.sys.readFile);
const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
const sources = fileNames.filter(isMeant);
const parsed = new Map();

function compile(edits) {
  const host = ts.createCompilerHost(options);
  const { getSourceFile } = host;
  host.getSourceFile = (file, ...rest) => {
    const own = edits.filter((edit) => path.resolve(ROOT, edit.file) === path.resolve(file));
    if (own.length === 0) {
      if (!parsed.has(file)) parsed.set(file, getSourceFile.call(host, file, ...rest));
      return parsed.get(file);
    }
    const text = own.reduce((former, { find, replace }) => {
      if (!former.includes(find)) throw new Error(`${file} has no ${find}`);
      return former.replace(find, () => replace);
    }, host.readFile(file));
    return ts.createSourceFile(file, text, ...rest);
  };
  const program = ts.createProgram(sources, options, host);
  return sources
    .flatMap((file) => program.getSemanticDiagnostics(program.getSourceFile(file)))
    .map(({ file, messageText }) => ({
      file: path.relative(ROOT, file.fileName),
      message: ts.flattenDiagnosticMessageText(messageText, ' '),
    }));
}

console.log(JSON.stringify(variants.map(compile)));

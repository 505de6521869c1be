// Asks the compiler about the project with an edit. Standard input is JSON: `{ file, find, replace, folders }`; checked are the sources
// below the folders, without tests. Prints what the compiler says, `[{ file, message }]`. A program of its own, because TypeScript is
// several times as slow in Jest's environment.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const { file: edited, find, replace, folders } = JSON.parse(readFileSync(0, 'utf8'));

const { config } = ts.readConfigFile(path.join(ROOT, 'tsconfig.json'), ts.sys.readFile);
const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);

const isChecked = (file) => {
  const parts = path.relative(ROOT, file).split(path.sep);
  return folders.includes(parts[0]) && !parts.slice(1).includes('test');
};

const host = ts.createCompilerHost(options);
const { getSourceFile } = host;
host.getSourceFile = (file, ...rest) => {
  if (path.resolve(file) !== path.resolve(ROOT, edited)) return getSourceFile.call(host, file, ...rest);
  const text = host.readFile(file);
  if (!text.includes(find)) throw new Error(`${file} has no ${find}`);
  return ts.createSourceFile(
    file,
    text.replace(find, () => replace),
    ...rest,
  );
};
const files = fileNames.filter(isChecked);
const program = ts.createProgram(files, options, host);
const said = files
  .flatMap((file) => program.getSemanticDiagnostics(program.getSourceFile(file)))
  .map(({ file, messageText }) => ({
    file: path.relative(ROOT, file.fileName),
    message: ts.flattenDiagnosticMessageText(messageText, ' '),
  }));
console.log(JSON.stringify(said));

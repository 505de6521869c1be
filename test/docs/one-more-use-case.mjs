// Prints, as JSON, the sources whose tables lack a use case once there is one more; tests are left out. A program of its own,
// because TypeScript is several times as slow in Jest's environment.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const USE_CASES = path.join(ROOT, 'packages/personalize/src/use-cases.ts');
const ONE_MORE = `
  'one-more': { title: 'One more', recipe: 'aws-ecomm-one-more', needs: ['userId'], removesPurchased: false },$&`;

const isTest = (file) => path.relative(ROOT, file).split(path.sep).includes('test');

const { config } = ts.readConfigFile(path.join(ROOT, 'tsconfig.json'), ts.sys.readFile);
const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
const host = ts.createCompilerHost(options);
const { readFile } = host;
host.readFile = (file) => {
  const text = readFile.call(host, file);
  return path.resolve(file) === USE_CASES ? text?.replace('\n} as const satisfies', ONE_MORE) : text;
};
const program = ts.createProgram(
  fileNames.filter((file) => !isTest(file)),
  options,
  host,
);
// Where the table of a file lacks the use case, other files may fail as well: they have nothing to add.
const files = ts
  .getPreEmitDiagnostics(program)
  .filter(({ messageText }) =>
    /one-more\W+ is missing/.test(ts.flattenDiagnosticMessageText(messageText, ' ')),
  )
  .map(({ file }) => path.relative(ROOT, file.fileName));
console.log(JSON.stringify([...new Set(files)].sort()));

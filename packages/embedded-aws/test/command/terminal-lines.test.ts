import { Command, Option } from 'commander';
import { columnsOf, fitToTerminal, widthOf, wrapCommand, wrapText } from '../../src/command/terminal-lines';

const SENTENCES =
  '  Exports the variables that point AWS tools at the embedded AWS, and 쇼핑몰이 가진 어떤 형식의 파일이든 읽습니다.';

describe('the width of a stream', () => {
  it('is that of the terminal, and none in a file', () => {
    expect(widthOf({ isTTY: true, columns: 60 })).toBe(60);
    expect(widthOf({ columns: 60 })).toBeUndefined();
    expect(widthOf({ isTTY: true, columns: 0 })).toBeUndefined();
  });

  it('counts columns, not characters', () => {
    expect(columnsOf('Bouclé')).toBe(6);
    expect(columnsOf('Boucle\u0301')).toBe(6);
    expect(columnsOf('원두 커피')).toBe(9);
    expect(columnsOf('\x1b[32m✓\x1b[39m ready')).toBe(7);
  });
});

describe('text on a terminal', () => {
  it('breaks between words, and goes on below its own indentation', () => {
    for (let width = 30; width <= 120; width++) {
      const lines = wrapText(SENTENCES, width).split('\n');
      expect(Math.max(...lines.map(columnsOf))).toBeLessThanOrEqual(width);
      expect(lines.every((line) => /^ {2}\S/.test(line))).toBe(true);
      expect(lines.map((line) => line.trim()).join(' ')).toBe(SENTENCES.trim());
    }
  });

  it('stays whole in a file', () => {
    expect(wrapText(SENTENCES, undefined)).toBe(SENTENCES);
  });

  it('goes on behind the mark of a list, or where it is told', () => {
    expect(wrapText('  - one two three four five six', 28)).toBe('  - one two three four five\n    six');
    expect(wrapText('✓ node     Node.js 20 is what it takes', 32, { hang: 11 })).toBe(
      '✓ node     Node.js 20 is what it\n           takes',
    );
  });

  it('keeps a word that is wider than the terminal whole, and breaks lists after their commas', () => {
    const address = `https://example.com/${'a'.repeat(40)}`;
    expect(wrapText(`see ${address} there`, 40)).toBe(`see\n${address}\nthere`);
    expect(wrapText('is {"days":"MON-FRI","from":"08:00","to":"20:00"}', 30)).toBe(
      'is {"days":"MON-FRI",\n"from":"08:00","to":"20:00"}',
    );
  });

  it('breaks a command where a shell goes on reading', () => {
    const command = '  npx recommenders explore --archive my-shop.tar.gz --open';
    expect(wrapCommand(command, 80)).toBe(command);
    expect(wrapCommand(command, 40)).toBe(
      '  npx recommenders explore --archive \\\n      my-shop.tar.gz --open',
    );
  });

  it('breaks nothing that is copied: a setting, or a word of a command', () => {
    const useCases = '-c useCases=best-sellers,frequently-bought-together';
    expect(wrapText(`Pass ${useCases}, or one.`, 40)).toBe(`Pass\n${useCases},\nor one.`);
    expect(wrapCommand(`npx cdk deploy ${useCases}`, 40)).toBe(`npx cdk deploy \\\n    ${useCases}`);
    expect(wrapCommand("npx recommenders recommend --item 'a b, c'", 40)).toBe(
      "npx recommenders recommend --item \\\n    'a b, c'",
    );
  });
});

describe('help on a terminal', () => {
  const helpIn = (columns: number): string => {
    const command = new Command('recommend')
      .description('Asks a deployed recommender and prints the items, best first, with their prices.')
      .addOption(
        new Option('--category-constant <answer>', 'what to ask for, of all that a shop can have').choices([
          'frequently-bought-together',
          'customers-who-viewed-x-also-viewed',
        ]),
      )
      .addCommand(
        new Command('env').option('--port <n>', 'port of the embedded AWS, which listens on loopback alone'),
      );
    fitToTerminal(command);
    const [below] = command.commands;
    for (const one of [command, below]) one.configureOutput({ getOutHelpWidth: () => columns });
    return `${command.helpInformation()}\n${below.helpInformation()}`;
  };

  it.each([100, 80, 60, 50])('is nowhere wider than %i columns', (columns) => {
    const lines = helpIn(columns).split('\n');
    expect(Math.max(...lines.map(columnsOf))).toBeLessThanOrEqual(columns);
  });

  it('has descriptions beside their options where there is room, and below where not', () => {
    expect(helpIn(80)).toMatch(/--category-constant <answer> {2}what to ask for/);
    expect(helpIn(60)).toMatch(/--category-constant <answer>\n {6}what to ask for/);
  });
});

import { promises, sentencesOf } from './sentences';

const claimsOf = (markdown: string): readonly string[] => sentencesOf(markdown).filter(promises);

describe('the sentences of a page', () => {
  it('end with a mark before a capital letter, code, a link or bold type', () => {
    expect(sentencesOf('One\nline. `two` is. [Three](x.md), i.e. it. **Four.** Five (v. 1.2)? Six')).toEqual([
      'One line.',
      '`two` is.',
      'Three, i.e. it.',
      'Four.',
      'Five (v. 1.2)?',
      'Six',
    ]);
  });

  it('are those of each item of a list, and each row of a table', () => {
    expect(
      sentencesOf(
        'Text:\n\n- One. Two\n  goes on.\n- Three\n\n1. Four\n\n| a | b |\n| --- | --- |\n| C. D | `e` |',
      ),
    ).toEqual(['Text:', 'One.', 'Two goes on.', 'Three', 'Four', 'a – b', 'C. D – `e`']);
  });

  it('are not headings, blocks of code, definitions of links, and what a program has written', () => {
    const text =
      '# Never\n\n```sh\nnever\n```\n\n<!-- sums -->\n\nnever\n\n<!-- end of sums -->\n\n[x]: https://never\n\nText';
    expect(sentencesOf(text)).toEqual(['Text']);
  });
});

describe('a sentence', () => {
  it.each([
    'Never shown.',
    'It **never** fails.',
    'That is [always](x.md) so.',
    'On every role.',
    'Before anything is written.',
    'A run costs a dollar.',
    'Stopped ones cost nothing.',
    'Two cost about $3.',
    'Three at most.',
    'Within 50 minutes.',
    'Within seconds.',
    'Within a day.',
    'Within the last 24 hours.',
    'Within the hour.',
    'In the hour, within two hours.',
    'Within 5 %.',
  ])('promises something: %s', (text) => {
    expect(claimsOf(text)).toHaveLength(1);
  });

  it.each([
    'Run `npx cdk deploy --require-approval never`.',
    'See [why](x.md#why-does-every-user-ask).',
    'What is the cost?',
    'Everybody, however, nevertheless.',
    'A value within it, and within the bounds.',
  ])('promises nothing: %s', (text) => {
    expect(claimsOf(text)).toEqual([]);
  });
});

import { errorInWords } from '../../../../lambda/shop/resources/error-in-words';
import { serviceError } from '../../support/fake-personalize';

describe('an error in words', () => {
  it('is one line with the name of the service error', () => {
    const error = serviceError('InvalidInputException', 'Bad\n  name');
    expect(errorInWords(error)).toBe('InvalidInputException: Bad name');
  });

  it('leaves the name of a plain error out, and takes what is thrown and is no error', () => {
    expect([errorInWords(new Error('Training failed')), errorInWords('text')]).toEqual([
      'Training failed',
      'text',
    ]);
  });

  it('keeps the start of what CloudFormation could not take, in whole characters', () => {
    const words = errorInWords(new Error(`start ${'데이터'.repeat(1000)}`));
    expect(Buffer.byteLength(words)).toBeLessThanOrEqual(1000);
    expect(words).toMatch(/^start (데이터)+데?이?…$/);
  });
});

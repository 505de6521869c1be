import { isPassing } from '../../lambda/is-passing';
import { serviceError } from './support/fake-personalize';

describe('an error passes', () => {
  it.each([
    ['ThrottlingException', 'Rate exceeded'],
    ['ResourceInUseException', 'dataset group is in use'],
    ['ResourceAlreadyExistsException', 'Another resource with Arn x already exists.'],
    ['LimitExceededException', 'More than 5 resources with PENDING or IN_PROGRESS status.'],
    ['LimitExceededException', 'The limit on the number of requests per second has been exceeded.'],
  ])('when it is %s: %s', (name, message) => {
    expect(isPassing(serviceError(name, message), 30)).toBe(true);
  });

  it('when it is the server’s fault', () => {
    expect(isPassing(Object.assign(serviceError('InternalFailure', ''), { $fault: 'server' }), 30)).toBe(
      true,
    );
  });

  it('when the connection broke', () => {
    expect(isPassing(Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' }), 30)).toBe(true);
  });

  it('when a role made seconds ago is refused', () => {
    expect(isPassing(serviceError('AccessDeniedException', 'not authorized'), 1)).toBe(true);
  });
});

describe('an error does not pass', () => {
  it.each([
    ['AccessDeniedException', 'not authorized'],
    ['InvalidInputException', 'bad name'],
    ['ResourceNotFoundException', 'no such dataset group'],
    ['LimitExceededException', 'More than 5 resources in ACTIVE state. Please delete some and try again.'],
  ])('when it is %s: %s', (name, message) => {
    expect(isPassing(serviceError(name, message), 30)).toBe(false);
  });

  it('when it is no error at all', () => {
    expect(isPassing('Rate exceeded', 0)).toBe(false);
  });
});

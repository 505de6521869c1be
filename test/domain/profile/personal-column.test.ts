import { isPersonalColumn } from '../../../domain/profile/personal-column';

describe('personal columns', () => {
  it.each([
    'username',
    'first_name',
    'Email',
    'addresses',
    'phone',
    'Mobile_Tel',
    'zipcode',
    'date_of_birth',
  ])('are told by their name: %s', (name) => {
    expect(isPersonalColumn(name, 1000, 2)).toBe(true);
  });

  it('are told by values of which most are somebody’s own, whatever their name', () => {
    expect(isPersonalColumn('이름', 1000, 501)).toBe(true);
    expect(isPersonalColumn('id', 20, 20)).toBe(true);
  });

  it.each(['age', 'gender', 'persona', 'discount_persona', 'selectable_user'])('are not %s', (name) => {
    expect(isPersonalColumn(name, 1000, 60)).toBe(false);
  });
});

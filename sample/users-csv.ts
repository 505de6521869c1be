import { csvRow } from './csv-row';
import { sampleFile, type SampleFile } from './sample-file';
import type { User } from './user';

const HEADER =
  'id,username,email,first_name,last_name,addresses,age,gender,persona,discount_persona,selectable_user';

/** users.csv: `addresses` is a JSON list of one, `persona` three categories joined by underscores. */
export function usersCsv(users: readonly User[]): SampleFile {
  return sampleFile('users.csv', HEADER, users.map(userRow), '\n');
}

function userRow(user: User): string {
  const { id, firstName, lastName } = user;
  const address = {
    first_name: firstName,
    last_name: lastName,
    address1: user.street,
    address2: '',
    country: 'US',
    city: user.town,
    state: user.state,
    zipcode: user.zipCode,
    default: true,
  };
  const mailbox = `${firstName}.${lastName}.${id}`.toLowerCase().replace("'", '');
  return csvRow([
    id,
    `user${id}`,
    `${mailbox}@example.com`,
    firstName,
    lastName,
    JSON.stringify([address]),
    user.age,
    user.gender,
    user.persona.join('_'),
    user.discountPersona,
    'True',
  ]);
}

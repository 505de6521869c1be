/**
 * Names of columns that hold personal data, by what they hold. A column whose name matches is never imported: it would be
 * copied to Amazon Personalize, and models learn nothing from a value that one person has.
 */
const PERSONAL_COLUMNS: Readonly<Record<string, RegExp>> = {
  name: /^((full|first|last|given|family|sur|middle|customer|user|buyer|billing|shipping|contact|company|recipient)[ ._-]*)*name$|nick[ ._-]*name/i,
  mail: /e-?mail/i,
  phone: /phone|mobile|^fax|telephone|^tel$/i,
  address: /address|street|^(billing|shipping)[ ._-]+(city|zip|post|line)|post(al)?[ ._-]*code|^zip/i,
  birthday: /birth|^dob$/i,
  identity: /passport|social[ ._-]*security|^ssn$|tax[ ._-]*id|national[ ._-]*id/i,
  payment: /iban|card[ ._-]*(number|no)|credit[ ._-]*card/i,
  network: /^ip$|ip[ ._-]*addr|user[ ._-]*agent/i,
};

/** What kind of personal data a column's name suggests; `undefined` for none. Of a nested path, the last name counts. */
export function personalKind(column: string): string | undefined {
  const name = column.slice(column.lastIndexOf('.') + 1).replace(/([a-z])([A-Z])/g, '$1 $2');
  return Object.keys(PERSONAL_COLUMNS).find((kind) => PERSONAL_COLUMNS[kind].test(name));
}

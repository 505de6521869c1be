/** Fields of a row joined by commas, those that need it in quotes with quotes inside doubled (RFC 4180). */
export function csvRow(fields: readonly (string | number)[]): string {
  return fields.map((field) => quoted(String(field))).join(',');
}

function quoted(field: string): string {
  return /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}

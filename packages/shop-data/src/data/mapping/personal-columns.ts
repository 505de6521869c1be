/**
 * Patterns of column names that suggest personal data, by kind of data. A matching column is never imported: it would
 * be copied to Amazon Personalize, and models learn nothing from a value that only one person has.
 */
const PERSONAL_COLUMNS: Readonly<Record<string, RegExp>> = {
  name: /^((full|first|last|given|family|sur|middle|customer|user|buyer|billing|shipping|contact|company|recipient)[ ._-]*)*name$|nick[ ._-]*name|^(vor|nach|familien|kunden)name$|^pr[eé]nom|^nom[ _](du[ _])?(client|famille)|^apellidos?$|^nombre[ _](del[ _])?cliente|(주문자|구매자|수취인|수령인|회원|고객)\s?(명|이름)$|^(이름|성명)$|氏名|お名前|(注文者|顧客|会員|送付先)名/iu,
  mail: /e-?mail|^(correo|courriel)|이메일|メール/i,
  phone: /phone|mobile|^fax|t[eé]l[eé][fp]h?on|^tel$|^handy|휴대폰|전화|연락처|電話/i,
  address:
    /address|street|^(billing|shipping)[ ._-]+(city|zip|post|line)|post(al)?[ ._-]*code|zip[ ._-]*code|^zip|^(adresse|direcci[oó]n|plz|stra(ß|ss)e|code postal|c[oó]digo postal)|주소|우편번호|住所|郵便番号/i,
  birthday: /birth|^dob$|geburt|naissance|nacimiento|생년월일|生年月日/i,
  identity: /passport|social[ ._-]*security|^ssn$|tax[ ._-]*id|national[ ._-]*id/i,
  payment: /iban|card[ ._-]*(number|no)|credit[ ._-]*card/i,
  network: /^ip$|ip[ ._-]*addr|user[ ._-]*agent/i,
};

/** Matches the parents of nested names that are not a person's, such as `event` in `event.name`. */
const NO_PERSONS =
  /^(events?|actions?|products?|items?|articles?|variants?|brands?|categor(y|ies)|pages?|screens?|campaigns?|coupons?|lists?|collections?|(web)?sites?|stores?|currency|country|device|browser|os|app)(\[\])?$/i;

/**
 * The kind of personal data that a column's name suggests; `undefined` for none. For a nested path, the last name
 * counts, and its parent tells whose name it is.
 */
export function personalKind(column: string): string | undefined {
  const [last, parent] = column.split('.').reverse();
  if (last.toLowerCase() === 'name' && parent !== undefined && NO_PERSONS.test(parent)) return undefined;
  const name = last.replace(/([a-z])([A-Z])/g, '$1 $2');
  return Object.keys(PERSONAL_COLUMNS).find((kind) => PERSONAL_COLUMNS[kind].test(name));
}

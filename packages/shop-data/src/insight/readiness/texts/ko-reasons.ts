// Translates the English reasons in reports, caches and the Glue job's SQL. Tests check that the table has every
// reason of the readers.

const NOUNS = [
  ['whole number', '정수'],
  ['number', '숫자'],
  ['true or false', 'true 또는 false'],
  ['text', '텍스트'],
] as const;

const TAKES = (noun: string): string => `값이 범위를 벗어남. Amazon Personalize가 받는 값은 $3~$4의 ${noun}`;

/** The readers' reasons about a column's values, with their Korean translation. The first match applies. */
const REASONS: readonly (readonly [english: RegExp, korean: string])[] = [
  [/^(.*) is empty; every row needs an id$/s, '$1 열: 값이 비어 있음. 모든 행에 ID가 필요함'],
  [
    /^(.*) is empty; its schema allows no empty value$/s,
    '$1 열: 값이 비어 있음. 스키마가 빈 값을 허용하지 않음',
  ],
  [
    /^(.*) "(.*)" is no whole number of Unix seconds, such as (\d+)$/s,
    '$1 열: "$2" 값이 $3 같은 Unix 초의 정수가 아님',
  ],
  [
    /^(.*) "(.*)" looks like milliseconds; divide by 1,000: Amazon Personalize wants Unix seconds$/s,
    '$1 열: "$2" 값이 밀리초로 보임. Amazon Personalize는 Unix 초를 받으므로 1,000으로 나누어야 함',
  ],
  [
    /^(.*) "(.*)" has a line end in it, and Amazon Personalize reads a row a line; take it out wherever the id occurs$/s,
    '$1 열: ID "$2" 안에 줄 바꿈이 있음. Amazon Personalize는 한 줄을 한 행으로 읽으므로, 이 ID가 나오는 모든 곳에서 없애야 함',
  ],
  [
    /^(.*) has ([\d,]+) characters?; Amazon Personalize allows ([\d,]+)$/s,
    '$1 열: 값이 $2자임. Amazon Personalize는 $3자까지 허용함',
  ],
  [
    /^(.*?)( ".*")? begins with anonymous:, as the ids of this stack’s own sessions do; give the user another id$/s,
    '$1 열: 사용자 ID$2의 첫 부분이 이 스택의 세션 ID처럼 anonymous:임. 사용자에게 다른 ID를 주어야 함',
  ],
  ...NOUNS.flatMap(([english, korean]): [RegExp, string][] => [
    [new RegExp(`^(.*) "(.*)" is no ${english}$`, 's'), `$1 열: "$2" 값이 ${korean} 형식이 아님`],
    [
      new RegExp(
        `^(.*) "(.*)" is out of range; Amazon Personalize takes a ${english} from (\\S+) to (\\S+): correct it, or leave it empty$`,
        's',
      ),
      `$1 열: "$2" ${TAKES(korean)}이므로 고치거나 비워 두어야 함`,
    ],
    [
      new RegExp(
        `^(.*) "(.*)" is out of range; Amazon Personalize takes a ${english} from (\\S+) to (\\S+): correct it$`,
        's',
      ),
      `$1 열: "$2" ${TAKES(korean)}이므로 고쳐야 함`,
    ],
  ]),
  [/^no record of the id has a value in (.*)$/s, '같은 ID의 어떤 레코드에도 $1 열의 값이 없음'],
  [/^(.*) is empty, which eventTypes does not map$/s, '$1 열: 빈 값은 eventTypes 설정에 없음'],
  [/^(.*) is another type that eventTypes does not map$/s, '$1 열: 그 밖에 eventTypes 설정에 없는 유형'],
  [/^(.*) is (.*), which eventTypes does not map$/s, '$1 열: eventTypes 설정에 없는 유형 $2'],
  [/^(.*) is empty$/s, '$1 열: 값이 비어 있음'],
  [/^(.*) begins with (.*)$/s, '$1 열: 값의 첫 부분이 $2'],
  [/^(.*) is one of (.*)$/s, '$1 열: 값이 다음 중 하나임: $2'],
  [/^(.*) is none of (.*)$/s, '$1 열: 값이 다음에 없음: $2'],
  [/^(.*) is (\S+) or less$/s, '$1 열: 값이 $2 이하임'],
  [/^(.*) cannot be read as a number$/s, '$1 열: 값을 숫자로 읽을 수 없음'],
  [/^(.*) cannot be read as a whole number of 32 bits$/s, '$1 열: 값을 32비트 정수로 읽을 수 없음'],
  [
    /^(.*) cannot be read as Unix time or ISO 8601$/s,
    '$1 열: 값을 Unix 시각이나 ISO 8601 형식으로 읽을 수 없음',
  ],
  [/^(.*) cannot be read as (.*)$/s, '$1 열: 값을 $2 형식으로 읽을 수 없음'],
  [/^(.*) is no whole number of up to nine digits$/s, '$1 열: 값이 아홉 자리 이하의 정수가 아님'],
  [/^(.*) has more than (\d+) characters$/s, '$1 열: 값이 $2자를 넘음'],
  [/^(.*) holds a zero byte; is the encoding right\?$/s, '$1 열: 값에 0바이트가 있음. 인코딩을 확인해야 함'],
  [/^(.*) is an id with a line end in it$/s, '$1 열: ID 안에 줄 바꿈이 있음'],
  [
    /^(.*) is a whole number past 2\^53, which JSON does not keep; export it as text$/s,
    '$1 열: JSON이 그대로 담지 못하는 2^53보다 큰 정수임. 텍스트로 내보내야 함',
  ],
  [
    /^(.*) is a list or an object; name a path within it$/s,
    '$1 열: 값이 목록이나 객체임. 그 안의 경로를 지정해야 함',
  ],
  [/^is another row of its (.*), with other values$/s, '$1 열의 값이 같은 다른 행과 내용이 다름'],
  [/^has ([\d,]+) values? instead of (\d+)$/, '값의 수가 $2개가 아니라 $1개임'],
  [/^is no JSON object$/, 'JSON 객체가 아님'],
  [/^other reasons$/, '그 밖의 이유'],
];

/**
 * Maximum length of a reason, which bounds the time of the patterns. Readers truncate values, so only a column's name
 * can exceed it.
 */
const MAX_CHARACTERS = 400;

/** A reader's reason in Korean; undefined if the reason is unknown. */
export function reasonInKorean(reason: string): string | undefined {
  if (reason.length > MAX_CHARACTERS) return undefined;
  const known = REASONS.find(([english]) => english.test(reason));
  return known && reason.replace(...known);
}

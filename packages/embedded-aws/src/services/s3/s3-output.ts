import { Readable } from 'node:stream';
import type { AwsResponse } from '../../gateway/request';
import type { XmlValue } from '../../gateway/xml';
import type { S3Operation } from './s3-operation';
import { HEADER_MEMBERS, METADATA_PREFIX } from './s3-wire-names';
import { writeS3Xml } from './write-s3-xml';

type Members = Readonly<Record<string, unknown>>;

const HEADER_OF = new Map(Object.entries(HEADER_MEMBERS).map(([header, member]) => [member, header]));
const XML = { 'content-type': 'application/xml' };

/** Renders an operation's output as an HTTP response. */
export function s3Output(operation: S3Operation, output: Members): AwsResponse {
  const { answer } = operation;
  const status = output.ContentRange === undefined ? (operation.status ?? 200) : 206;
  if (!answer) return { status, headers: headersOf(output) };
  if ('document' in answer) {
    const isHeader = ([member]: [string, unknown]): boolean => answer.headers?.includes(member) ?? false;
    const members = Object.entries(output);
    return {
      status,
      headers: { ...headersOf(Object.fromEntries(members.filter(isHeader))), ...XML },
      body: writeS3Xml(answer.document, Object.fromEntries(members.filter((member) => !isHeader(member)))),
    };
  }
  const { [answer.member]: payload, ...rest } = output;
  const headers = headersOf(rest);
  switch (answer.as) {
    case 'xml':
      return {
        status,
        headers: { ...headers, ...XML },
        body: writeS3Xml(answer.member, payload as XmlValue),
      };
    case 'text':
      return { status, headers: { ...headers, 'content-type': 'application/json' }, body: payload as string };
    case 'stream':
      return { status, headers, body: payload as Readable };
  }
}

function headersOf(members: Members): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [member, value] of Object.entries(members)) {
    if (value === undefined) continue;
    if (member === 'Metadata')
      for (const [name, text] of Object.entries(value as Members))
        headers[METADATA_PREFIX + name] = headerText(text);
    else headers[headerOf(member)] = headerText(value);
  }
  return headers;
}

function headerOf(member: string): string {
  const header = HEADER_OF.get(member);
  if (header === undefined) throw new Error(`S3 has no header for the member ${member}`);
  return header;
}

const headerText = (value: unknown): string =>
  value instanceof Date ? value.toUTCString() : `${value as string | number | boolean}`;

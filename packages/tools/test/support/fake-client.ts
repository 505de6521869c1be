import { Readable } from 'node:stream';

/** Answers by operation: a value, or what makes one of the input. An Error is thrown; other operations answer {}. */
export type Answers = Readonly<Record<string, unknown>>;

/** A client of AWS with given answers. Its class is the real one, which the SDK's paginators check. */
export const fakeClient = <Client>(of: { readonly prototype: Client }, answers: Answers): Client =>
  Object.assign(Object.create(of.prototype as object) as object, {
    config: {},
    send: async ({ constructor, input }: { constructor: { name: string }; input: unknown }) => {
      const answer = answers[constructor.name.replace(/Command$/, '')] ?? {};
      if (answer instanceof Error) throw answer;
      return typeof answer === 'function' ? (answer as (given: unknown) => unknown)(input) : answer;
    },
  }) as Client;

/** The body of an object in S3. */
export const bodyOf = (text = ''): object =>
  Object.assign(Readable.from([Buffer.from(text)]), { transformToString: async () => text });

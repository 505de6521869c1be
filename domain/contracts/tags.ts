/** Part of the template's properties of what Personalize can tag. */
export interface TagProperties {
  /** By key; absent where there are none. The tag that names the owner is not among them. */
  readonly Tags?: Readonly<Record<string, string>>;
}

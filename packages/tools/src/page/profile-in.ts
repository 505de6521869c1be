import { remembered } from './shop';

/** The data profile by language, each rendered once. */
export function profileIn(
  render: (language: string) => Promise<string>,
): (language: string) => Promise<string> {
  const byLanguage = new Map<string, () => Promise<string>>();
  return (language) => {
    const known = byLanguage.get(language) ?? remembered(() => render(language));
    byLanguage.set(language, known);
    return known();
  };
}

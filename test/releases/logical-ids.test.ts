import { HOLDERS } from '../support/update-plan';
import { KEPT_NAMES, keptReleases, templateOfRelease, templateOfToday } from './kept-templates';

const [last] = keptReleases().sort((a, b) => b.localeCompare(a, 'en', { numeric: true }));

/** In words what an upgrade from the last release would lose for a changed logical id or type. */
function lost(name: (typeof KEPT_NAMES)[number]): string[] {
  const { Resources: before } = templateOfRelease(last, name).template;
  const { Resources: today } = templateOfToday(name).template;
  return Object.entries(before).flatMap(([id, { Type }]) => {
    if (!HOLDERS.has(Type) || today[id]?.Type === Type) return [];
    const others = Object.keys(today).filter((other) => !(other in before) && today[other].Type === Type);
    return [
      `${id} (${Type} of ${last}) is ${id in today ? `${today[id].Type} now` : 'gone'}: an upgrade deletes it with what it ` +
        `holds${others.length > 0 ? `, and makes ${others.join(', ')} instead` : ''}. Keep the construct's id and its place in the tree, ` +
        `or override its logical id.`,
    ];
  });
}

describe('what holds data or a model', () => {
  it.each(KEPT_NAMES)('has the logical ids of the last release: %s', (name) => {
    expect(lost(name)).toEqual([]);
  });

  it('is in every template that is kept', () => {
    for (const name of KEPT_NAMES) {
      const types = Object.values(templateOfRelease(last, name).template.Resources).map(({ Type }) => Type);
      expect(types.filter((type) => HOLDERS.has(type)).length).toBeGreaterThan(7);
    }
  });
});

import { spellOut } from '../../browser/text';

const TURNED = 'Pan \u202egnp';
const SHOWN = 'Pan \\u{202e}gnp';

const spelled = (props: Record<string, unknown>): Record<string, unknown> => {
  spellOut(props);
  return props;
};

it('what an element of the page shows is spelt out, alone or among others, and in attributes that are read, but stays as it is where nothing hides in it', () => {
  expect(spelled({ children: TURNED })).toEqual({ children: SHOWN });
  const child = { type: 'b' };
  const children = [TURNED, child, 3, [[TURNED], undefined, false]];
  expect(spelled({ children })).toEqual({ children: [SHOWN, child, 3, [[SHOWN], undefined, false]] });
  expect(children[0]).toBe(TURNED);
  const props = { title: TURNED, 'aria-label': TURNED, href: TURNED, value: TURNED };
  expect(spelled({ ...props })).toEqual({ ...props, title: SHOWN, 'aria-label': SHOWN, children: undefined });
  const plain = { children: 'Sauté “Pan” 日本 \u05d0 👩‍🍳' };
  expect(spelled({ ...plain })).toEqual(plain);
});

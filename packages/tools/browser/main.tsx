import { Fragment, options, render } from 'preact';
import { App } from './app';
import { spellOut } from './text';

// A hook on every element, so no component can forget it.
options.vnode = ({ type, props }) => {
  if (typeof type === 'string' || type === Fragment) spellOut(props);
};

const root = document.getElementById('page')!;
root.replaceChildren();
render(<App />, root);

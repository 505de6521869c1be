import { Fragment, options, render } from 'preact';
import { App } from './app';
import { spellOut } from './text';

// Runs at the creation of every element, so that no component can forget to escape text.
options.vnode = ({ type, props }) => {
  if (typeof type === 'string' || type === Fragment) spellOut(props);
};

const root = document.getElementById('page')!;
root.replaceChildren();
render(<App />, root);

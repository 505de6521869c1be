import { SETTINGS, type Settings } from './settings';

/**
 * A setting's description without Markdown, for editors and terminals. A link to a page of docs/ becomes its path in parentheses.
 */
export const descriptionOf = (name: keyof Settings): string =>
  SETTINGS[name].en
    .replace(/\[([^\]]+)\]\(#[^)]*\)/g, '$1')
    .replace(/\[([^\]]+)\]\((https:[^)]+)\)/g, '$1 ($2)')
    .replace(/\[([^\]]+)\]\(([^)#]+)[^)]*\)/g, '$1 (docs/$2)')
    .replaceAll('`', '');

// The fonts of the system: those of the default theme have no Korean.
export { default } from 'vitepress/theme-without-fonts';

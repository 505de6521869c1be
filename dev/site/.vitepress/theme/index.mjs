// Uses the system's fonts, because those of the default theme have no Korean.
import Theme from 'vitepress/theme-without-fonts';
import Layout from './layout.vue';
import './home.css';

export default { ...Theme, Layout };

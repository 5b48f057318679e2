/** What JupyterLab loads. Each module adds its plugin here. */

import { home } from "./home";
import { pages } from "./pages";

export default [pages, home];

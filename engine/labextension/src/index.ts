/** What JupyterLab loads. Each module adds its plugin here. */

import { pages } from "./pages";

export default [pages];

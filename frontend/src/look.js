// Runs before the first paint: takes the colours that the reader chose, and says that scripts run.

import { chosen } from "./colours.js";

const root = document.documentElement;
const theme = chosen();
if (theme) root.dataset.theme = theme;
root.dataset.scripted = "";

// The script of a page with an answer and without an editor.

import { improve } from "./answer.js";

improve(document.querySelector("#outcome"));

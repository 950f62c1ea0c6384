// The pack's entry is JavaScript: the engine's runner registers ts-node with type checking for `.ts` files, which costs
// seconds on every preview. tsx only strips types, and its hook, registered last, is the one that is asked.
"use strict";

require("tsx/cjs");
module.exports = require("./pack.ts");

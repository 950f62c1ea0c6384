// A pack that nothing passes; its words would give a secret away.
"use strict";

// eslint-disable-next-line @typescript-eslint/no-require-imports -- the engine's policy runner loads CommonJS
const { PolicyPack } = require("@pulumi/policy");

new PolicyPack("strict-pack", {
  policies: [
    {
      name: "nothing-passes",
      description: "Nothing passes.",
      enforcementLevel: "mandatory",
      validateResource: ({ props }, report) => report(`label: ${props.label}`),
    },
  ],
});

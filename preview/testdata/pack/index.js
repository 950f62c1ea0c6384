// One policy of each kind: what is judged, what is unknown, what is put right, and what the whole stack shows.
"use strict";

// eslint-disable-next-line @typescript-eslint/no-require-imports -- the engine's policy runner loads CommonJS
const { PolicyPack } = require("@pulumi/policy");

new PolicyPack("sample-pack", {
  enforcementLevel: "advisory",
  policies: [
    {
      name: "tagged",
      description: "Resources carry a tag.",
      configSchema: { properties: { tag: { type: "string", default: "Name" } } },
      validateResource: (args, report) => {
        const { tag } = args.getConfig();
        if (args.props.tags !== undefined && args.props.tags[tag] === undefined) report(`no tag ${tag}`);
      },
    },
    {
      name: "known",
      description: "Shows what is unknown.",
      enforcementLevel: "mandatory",
      validateResource: (args, report) => {
        if (args.type === "aws:ec2/subnet:Subnet" && args.props.vpcId === "never") report("never so");
      },
    },
    {
      name: "options",
      description: "Sees options, providers and secrets.",
      validateResource: (args, report) => {
        const { protect, ignoreChanges, customTimeouts, additionalSecretOutputs, parent } = args.opts;
        const provider = args.provider && { name: args.provider.name, region: args.provider.props.region };
        const value = args.type === "aws:ssm/parameter:Parameter" ? Object.keys(args.props) : undefined;
        report(
          JSON.stringify({
            protect,
            ignoreChanges,
            customTimeouts,
            additionalSecretOutputs,
            parent,
            provider,
            value,
          }),
        );
      },
    },
    { name: "leaking", description: "Says a secret.", validateResource: sayValue },
    { name: "silent", description: "Is disabled.", validateResource: (args, report) => report("heard") },
    {
      name: "mended",
      description: "Puts queues right.",
      enforcementLevel: "remediate",
      remediateResource: ({ type, props }) =>
        type === "aws:sqs/queue:Queue" ? { ...props, sqsManagedSseEnabled: true } : undefined,
      validateResource: (args, report) => {
        if (args.type === "aws:sqs/queue:Queue" && !args.props.sqsManagedSseEnabled) report("not encrypted");
      },
    },
    {
      name: "whole",
      description: "Counts and follows dependencies.",
      validateStack: ({ resources }, report) => {
        report(`${resources.length} resources`);
        for (const { urn, dependencies, propertyDependencies, parent } of resources) {
          const through = Object.entries(propertyDependencies).map(
            ([key, on]) => `${key}:${on.map((r) => r.name)}`,
          );
          report(`${parent?.name} ${dependencies.map((r) => r.name).sort()} ${through.sort()}`, urn);
        }
      },
    },
  ],
});

function sayValue(args, report) {
  if (args.name === "known-secret") report(`the value is ${args.props.value}`);
}

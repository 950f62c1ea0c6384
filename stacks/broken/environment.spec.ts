import { eachGivesItsLines } from "./lines";

eachGivesItsLines("environment and account", [
  [
    "an unknown environment",
    { config: { environment: "prod" } },
    'intelliguard:environment = "prod": not one of the choices; did you mean production? choose one of production, staging, development, dr',
  ],
  [
    "no environment",
    { config: { environment: undefined } },
    "intelliguard:environment: missing; set it to one of production, staging, development, dr",
  ],
  [
    "another environment than the stack's name",
    { config: { environment: "development" } },
    'intelliguard:environment = "development": another environment than the stack\'s name, production; set it to production, or give the stack a name of its own',
    'aws:defaultTags.tags.Environment = "production": another environment\'s tag; set it to development',
    'intelliguard:domain = "intelliguard.com": the domain of production; choose one like dev.intelliguard.com',
  ],
  [
    "a region nobody has",
    { config: { region: "us-west-9" } },
    'intelliguard:region = "us-west-9": not a region in the table of regions; did you mean us-west-1?',
  ],
  [
    "another region for the provider",
    { aws: { region: "eu-west-1" } },
    'aws:region = "eu-west-1": not the environment\'s region; set it to us-west-2',
  ],
  [
    "no region for the provider",
    { aws: { region: undefined } },
    "aws:region: missing; set it: the AWS region the environment lives in (section 1)",
  ],
  [
    "an account id that is none",
    { aws: { allowedAccountIds: ["1234"] } },
    'aws:allowedAccountIds[0] = "1234": not an account id; write its 12 digits in quotes',
  ],
  [
    "two accounts",
    { aws: { allowedAccountIds: ["111111111111", "222222222222"] } },
    'aws:allowedAccountIds = ["111111111111","222222222222"]: too many entries; give at most 1',
  ],
  [
    "no account",
    { aws: { allowedAccountIds: undefined } },
    "aws:allowedAccountIds: missing; set it: the environment's own account; the provider refuses every other",
  ],
  [
    "a tag missing",
    { aws: { defaultTags: { tags: { Owner: undefined } } } },
    "aws:defaultTags.tags.Owner: missing; set it: the team that answers for the environment",
  ],
  [
    "another environment's tag",
    { aws: { defaultTags: { tags: { Environment: "staging" } } } },
    'aws:defaultTags.tags.Environment = "staging": another environment\'s tag; set it to production',
  ],
  [
    "a tag AWS refuses",
    { aws: { defaultTags: { tags: { Owner: "who?" } } } },
    'aws:defaultTags.tags.Owner = "who?": not a tag\'s value; write 1 to 256 letters, digits, spaces and _ . : / = + - @',
  ],
]);

eachGivesItsLines("names", [
  [
    "a domain that is none",
    { config: { domain: "Intelliguard" } },
    'intelliguard:domain = "Intelliguard": not a domain name; write lower-case labels of letters, digits and inner hyphens, joined by dots',
  ],
  [
    "another environment's domain",
    { config: { domain: "dev.intelliguard.com" } },
    'intelliguard:domain = "dev.intelliguard.com": the domain of development; choose one like intelliguard.com',
  ],
  [
    "a public domain inside the private one",
    { config: { domain: "api.intelliguard.local" } },
    'intelliguard:network.privateZone = "intelliguard.local": overlaps intelliguard:domain (api.intelliguard.local), so one would hide names of the other; choose a domain outside it',
  ],
]);

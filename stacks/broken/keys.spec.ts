import { eachGivesItsLines } from "./lines";

eachGivesItsLines("keys", [
  [
    "an unknown key",
    { config: { nodeCuont: 24 } },
    "intelliguard:nodeCuont = 24: a key that nobody knows; did you mean nodeCount?",
  ],
  [
    "an unknown key inside",
    { config: { network: { natt: "single" } } },
    'intelliguard:network.natt = "single": a key that nobody knows; did you mean nat?',
  ],
  [
    "an unknown key of a node pool",
    { config: { nodePools: { general: { disk: 200 } } } },
    "intelliguard:nodePools.general.disk = 200: a key that nobody knows; did you mean diskGiB?",
  ],
  [
    "a key that resembles none",
    { config: { colour: "blue" } },
    'intelliguard:colour = "blue": a key that nobody knows; remove it, or use one of environment, region, domain, nodeCount, protect, network, access, cluster, nodePools, tenancy, storage, backup, recovery',
  ],
  [
    "a namespace nobody reads",
    { others: ["inteliguard:domain"] },
    "inteliguard:domain: a namespace that nobody reads; did you mean intelliguard:domain?",
  ],
  [
    "a secret",
    { secrets: ["intelliguard:domain"] },
    "intelliguard:domain: a secret, and config holds none; remove it; keep secrets in AWS Secrets Manager",
  ],
]);

eachGivesItsLines("types and choices", [
  [
    "a text for a number",
    { config: { nodeCount: "many" } },
    'intelliguard:nodeCount = "many": not a number; write a number',
  ],
  [
    "a fraction of a node",
    { config: { nodeCount: 24.5 } },
    "intelliguard:nodeCount = 24.5: not a whole number; write a whole number",
  ],
  [
    "a word for true",
    { config: { protect: "yes" } },
    'intelliguard:protect = "yes": not true or false; write true or false',
  ],
  [
    "a range for a mapping",
    { config: { network: "10.0.0.0/16" } },
    'intelliguard:network = "10.0.0.0/16": not a mapping; write a mapping',
  ],
  [
    "an unknown storage tier",
    { config: { storage: { tier: "premium-ssd" } } },
    'intelliguard:storage.tier = "premium-ssd": not one of the choices; did you mean premium_ssd? choose one of premium_ssd, standard_ssd',
  ],
  [
    "an unknown backup strategy",
    { config: { backup: { strategy: "everywhere" } } },
    'intelliguard:backup.strategy = "everywhere": not one of the choices; choose one of multi_region, single_region, local, cross_region',
  ],
  [
    "a retention CloudWatch does not have",
    { config: { network: { flowLogRetentionDays: 100 } } },
    "intelliguard:network.flowLogRetentionDays = 100: not one of the choices; choose one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653",
  ],
  [
    "no time to lose",
    { config: { recovery: { rpoHours: 0 } } },
    "intelliguard:recovery.rpoHours = 0: too small; set it to more than 0",
  ],
  [
    "no time to recover",
    { config: { recovery: { rtoHours: -4 } } },
    "intelliguard:recovery.rtoHours = -4: too small; set it to more than 0",
  ],
  [
    "a quota that is no quantity",
    { config: { tenancy: { quotas: { analytics: { memory: "96 GB" } } } } },
    'intelliguard:tenancy.quotas.analytics.memory = "96 GB": not a Kubernetes quantity; write a number with an optional unit, like 32, 500m or 128Gi',
  ],
  [
    "a quota for a tenant nobody has",
    { config: { tenancy: { quotas: { security_core: { cpu: "1" } } } } },
    'intelliguard:tenancy.quotas.security_core = {"cpu":"1"}: a key that nobody knows; did you mean security-core?',
  ],
]);

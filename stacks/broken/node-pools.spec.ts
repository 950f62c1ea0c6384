import { eachGivesItsLines } from "./lines";

eachGivesItsLines("node pools", [
  [
    "more nodes desired than allowed",
    { config: { nodeCount: 28, nodePools: { general: { desired: 7 } } } },
    "intelliguard:nodePools.general.desired = 7: above max (min 3, desired 7, max 6); set it to at most 6",
  ],
  [
    "fewer nodes desired than the least",
    { config: { nodePools: { general: { min: 4 } } } },
    "intelliguard:nodePools.general.desired = 3: below min (min 4, desired 3, max 6); set it to at least 4",
  ],
  [
    "a sum that is not the node count",
    { config: { nodePools: { general: { desired: 4 } } } },
    "intelliguard:nodeCount = 24: the node pools want 25 nodes (security-core 8, analytics-processing 6, ml-inference 4, general 4, data 3); set it to 25, or change the desired size of a pool",
  ],
  [
    "an instance type nobody has",
    { config: { nodePools: { general: { instanceType: "c5n.4xlrage" } } } },
    'intelliguard:nodePools.general.instanceType = "c5n.4xlrage": not an instance type in the table of instance types; did you mean c5n.4xlarge? choose one of stacks/instance-types.ts, or add it there',
  ],
  [
    "no GPU where one is asked",
    { config: { nodePools: { "ml-inference": { instanceType: "m5.2xlarge" } } } },
    'intelliguard:nodePools.ml-inference.instanceType = "m5.2xlarge": a type without a GPU, but the pool asks for one; choose a type like g6.2xlarge, or set gpu to false',
  ],
  [
    "a GPU nobody asked for",
    { config: { nodePools: { general: { instanceType: "g5.4xlarge" } } } },
    'intelliguard:nodePools.general.instanceType = "g5.4xlarge": a type with a GPU in a pool that asks for none; set gpu to true, or choose a type without',
  ],
  [
    "an ARM type",
    { config: { nodePools: { general: { instanceType: "t4g.xlarge" } } } },
    'intelliguard:nodePools.general.instanceType = "t4g.xlarge": an ARM type, but nodes run x86_64 images; choose an x86_64 type',
  ],
  [
    "more pods than a node should run",
    { config: { nodePools: { general: { maxPods: 200 } } } },
    "intelliguard:nodePools.general.maxPods = 200: more pods than a c5n.4xlarge should run; set it to at most 110, or leave it out",
  ],
  [
    "a label value Kubernetes refuses",
    { config: { nodePools: { general: { labels: { workload: "soar platform" } } } } },
    "intelliguard:nodePools.general.labels.workload = \"soar platform\": not a label value that Kubernetes accepts; write up to 63 letters, digits, '-', '_' and '.', beginning and ending with a letter or digit",
  ],
  [
    "a label key Kubernetes refuses",
    { config: { nodePools: { general: { labels: { "soar platform": "true" } } } } },
    "intelliguard:nodePools.general.labels.soar platform = \"soar platform\": not a label key that Kubernetes accepts; write up to 63 letters, digits, '-', '_' and '.', with an optional domain and '/' before",
  ],
  [
    "a taint key Kubernetes refuses",
    { config: { nodePools: { data: { taints: [{ key: "a/b/c", value: "", effect: "NO_SCHEDULE" }] } } } },
    "intelliguard:nodePools.data.taints[0] = \"a/b/c\": not a label key that Kubernetes accepts; write up to 63 letters, digits, '-', '_' and '.', with an optional domain and '/' before",
  ],
  [
    "a label Kubernetes sets itself",
    { config: { nodePools: { general: { labels: { "node-role.kubernetes.io/soar": "true" } } } } },
    'intelliguard:nodePools.general.labels.node-role.kubernetes.io/soar = "node-role.kubernetes.io/soar": a key that Kubernetes keeps for itself; choose a key without that domain',
  ],
  [
    "a taint effect that EKS spells otherwise",
    { config: { nodePools: { general: { taints: [{ key: "a", value: "b", effect: "NoSchedule" }] } } } },
    'intelliguard:nodePools.general.taints[0].effect = "NoSchedule": not one of the choices; did you mean NO_SCHEDULE? choose one of NO_SCHEDULE, NO_EXECUTE, PREFER_NO_SCHEDULE',
  ],
  [
    "no pool for everyone",
    { config: { nodePools: { general: { taints: [{ key: "a", value: "b", effect: "NO_SCHEDULE" }] } } } },
    "intelliguard:nodePools: no pool without taints, so cluster DNS and add-ons could run nowhere; give one pool an empty list of taints and at least one node",
  ],
  [
    "a data pool for everyone",
    { config: { nodePools: { data: { taints: [] } } } },
    "intelliguard:nodePools.data.taints = []: no taint that keeps pods off, so any pod could enter the data zone; add a taint with effect NO_SCHEDULE",
  ],
  [
    "half a pool",
    {
      config: {
        nodePools: {
          extra: {
            instanceType: "m5.large",
            min: 0,
            desired: 0,
            max: 1,
            diskGiB: 100,
            labels: {},
            taints: [],
            zone: "application",
            gpu: false,
          },
        },
      },
    },
    "intelliguard:nodePools.extra.diskType: missing; set it: EBS type of that volume",
  ],
  [
    "a pool's name",
    { config: { nodePools: { Extra_Pool: {} } } },
    "intelliguard:nodePools.Extra_Pool: not a node pool's name; use 2 to 32 lower-case letters, digits and inner hyphens",
  ],
  [
    "more pods than addresses",
    {
      config: {
        network: { subnets: { "pods-data": ["100.64.192.0/20", "100.64.208.0/20", "100.64.224.0/25"] } },
      },
    },
    'intelliguard:network.subnets.pods-data[2] = "100.64.224.0/25": 96 usable addresses, but 440 pods at maximum size need 516; give it a larger range, or lower max or maxPods of the pools',
  ],
  [
    "more nodes than addresses",
    { config: { network: { subnets: { private: ["10.0.10.0/24", "10.0.20.0/24", "10.0.30.0/26"] } } } },
    'intelliguard:network.subnets.private[2] = "10.0.30.0/26": 59 usable addresses, but 23 nodes at maximum size and what stands beside them need 69; give it a larger range, or lower max or maxPods of the pools',
  ],
]);

eachGivesItsLines("volumes", [
  [
    "io2 without IOPS",
    { config: { nodePools: { "ml-inference": { iops: null } } } },
    "intelliguard:nodePools.ml-inference.iops: missing, and io2 volumes have no default; set it to 100 to 256000",
  ],
  [
    "io1 with more IOPS than its size allows",
    { config: { nodePools: { general: { diskType: "io1", iops: 20000, throughput: null } } } },
    "intelliguard:nodePools.general.iops = 20000: too many for io1 of 200 GiB; set it to 100 to 10000",
  ],
  [
    "gp3 with too few IOPS",
    { config: { nodePools: { general: { iops: 100 } } } },
    "intelliguard:nodePools.general.iops = 100: too few for gp3; set it to 3000 to 16000",
  ],
  [
    "gp3 with more throughput than its IOPS allow",
    { config: { nodePools: { general: { throughput: 1000 } } } },
    "intelliguard:nodePools.general.throughput = 1000: too much for gp3 of 3000 IOPS; set it to 125 to 750",
  ],
  [
    "gp2 with IOPS",
    { config: { nodePools: { general: { diskType: "gp2", throughput: null } } } },
    "intelliguard:nodePools.general.iops = 3000: not a setting of gp2 volumes; remove it",
  ],
  [
    "io2 with throughput",
    { config: { nodePools: { "ml-inference": { throughput: 500 } } } },
    "intelliguard:nodePools.ml-inference.throughput = 500: not a setting of io2 volumes; remove it",
  ],
  [
    "a volume that is too large",
    { config: { nodePools: { general: { diskGiB: 20000 } } } },
    "intelliguard:nodePools.general.diskGiB = 20000: larger than gp3 volumes can be; set it to at most 16384",
  ],
  [
    "a volume that is too small",
    { config: { nodePools: { general: { diskGiB: 8 } } } },
    "intelliguard:nodePools.general.diskGiB = 8: too small; set it to at least 20",
  ],
]);

import { INSTANCE_TYPES, podsPerNode } from "../instance-types";
import { nearestOf } from "../nearest";
import type { Problem } from "../problems";
import type { Config } from "../schema";
import { keyOf } from "../schema/problems";
import type { Subject } from "./subject";

type Pool = Config["nodePools"][string];

/** Node pools add up, scale the right way round, run on types that exist, and leave room for what belongs nowhere. */
export function nodePools({ config }: Subject<"nodeCount" | "cluster" | "nodePools">): Problem[] {
  const pools = Object.entries(config.nodePools);
  return [
    ...total(config),
    ...everyone(pools),
    ...pools.flatMap(([name, pool]) => [
      ...scaling(name, pool),
      ...machine(name, pool),
      ...density(name, pool, config.cluster.prefixDelegation),
      ...seclusion(name, pool),
    ]),
  ];
}

const keyIn = (name: string, ...path: readonly PropertyKey[]): string => keyOf(["nodePools", name, ...path]);

function total({ nodeCount, nodePools: pools }: Pick<Config, "nodeCount" | "nodePools">): Problem[] {
  const sum = Object.values(pools).reduce((nodes, { desired }) => nodes + desired, 0);
  if (sum === nodeCount) return [];
  const terms = Object.entries(pools).map(([name, { desired }]) => `${name} ${desired}`);
  return [
    {
      key: keyOf(["nodeCount"]),
      value: nodeCount,
      problem: `the node pools want ${sum} nodes (${terms.join(", ")})`,
      remedy: `set it to ${sum}, or change the desired size of a pool`,
    },
  ];
}

function everyone(pools: readonly (readonly [string, Pool])[]): Problem[] {
  if (pools.some(([, { taints, desired }]) => taints.length === 0 && desired > 0)) return [];
  return [
    {
      key: keyOf(["nodePools"]),
      problem: "no pool without taints, so cluster DNS and add-ons could run nowhere",
      remedy: "give one pool an empty list of taints and at least one node",
    },
  ];
}

function scaling(name: string, { min, desired, max }: Pool): Problem[] {
  const sizes = `min ${min}, desired ${desired}, max ${max}`;
  const high: Problem[] =
    desired <= max
      ? []
      : [
          {
            key: keyIn(name, "desired"),
            value: desired,
            problem: `above max (${sizes})`,
            remedy: `set it to at most ${max}`,
          },
        ];
  if (min <= desired) return high;
  return [
    ...high,
    {
      key: keyIn(name, "desired"),
      value: desired,
      problem: `below min (${sizes})`,
      remedy: `set it to at least ${min}`,
    },
  ];
}

function machine(name: string, { instanceType, gpu }: Pool): Problem[] {
  const key = keyIn(name, "instanceType");
  const type = INSTANCE_TYPES[instanceType];
  if (type === undefined) return [unknownType(key, instanceType)];
  if (type.architecture !== "x86_64") {
    return [
      {
        key,
        value: instanceType,
        problem: "an ARM type, but nodes run x86_64 images",
        remedy: "choose an x86_64 type",
      },
    ];
  }
  if (gpu === type.gpus > 0) return [];
  return gpu
    ? [
        {
          key,
          value: instanceType,
          problem: "a type without a GPU, but the pool asks for one",
          remedy: "choose a type like g6.2xlarge, or set gpu to false",
        },
      ]
    : [
        {
          key,
          value: instanceType,
          problem: "a type with a GPU in a pool that asks for none",
          remedy: "set gpu to true, or choose a type without",
        },
      ];
}

/** The problem of naming an instance type that is not in the table. */
export function unknownType(key: string, value: string): Problem {
  const near = nearestOf(value, Object.keys(INSTANCE_TYPES));
  return {
    key,
    value,
    problem: "not an instance type in the table of instance types",
    remedy: `${near === undefined ? "" : `did you mean ${near}? `}choose one of stacks/instance-types.ts, or add it there`,
  };
}

function density(name: string, { instanceType, maxPods }: Pool, prefixDelegation: boolean): Problem[] {
  if (maxPods === undefined || INSTANCE_TYPES[instanceType] === undefined) return [];
  const most = podsPerNode(instanceType, { customNetworking: true, prefixDelegation });
  if (maxPods <= most) return [];
  const problem = `more pods than a ${instanceType} should run`;
  return [
    {
      key: keyIn(name, "maxPods"),
      value: maxPods,
      problem,
      remedy: `set it to at most ${most}, or leave it out`,
    },
  ];
}

function seclusion(name: string, { zone, taints }: Pool): Problem[] {
  if (zone === "application" || taints.some(({ effect }) => effect !== "PREFER_NO_SCHEDULE")) return [];
  return [
    {
      key: keyIn(name, "taints"),
      value: taints,
      problem: "no taint that keeps pods off, so any pod could enter the data zone",
      remedy: "add a taint with effect NO_SCHEDULE",
    },
  ];
}

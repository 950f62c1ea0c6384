import { at } from "../merge";
import type { Problem } from "../problems";
import { REGIONS } from "../regions";
import { ENVIRONMENTS } from "../schema/environment";
import { keyOf } from "../schema/problems";
import type { Subject } from "./subject";

/** The stack, its region and its tags say the same environment. */
export function account({ stack, config, aws }: Subject<"environment" | "region">): Problem[] {
  return [
    ...stackName(stack, config.environment),
    ...(Object.hasOwn(REGIONS, config.region)
      ? same("aws:region", at(aws, ["region"]), config.region, "not the environment's region")
      : []),
    ...same(
      "aws:defaultTags.tags.Environment",
      at(aws, ["defaultTags", "tags", "Environment"]),
      config.environment,
      "another environment's tag",
    ),
  ];
}

function stackName(stack: string, environment: string): Problem[] {
  const named = ENVIRONMENTS.some((name) => name === stack);
  if (!named || stack === environment) return [];
  return [
    {
      key: keyOf(["environment"]),
      value: environment,
      problem: `another environment than the stack's name, ${stack}`,
      remedy: `set it to ${stack}, or give the stack a name of its own`,
    },
  ];
}

function same(key: string, value: unknown, wanted: string, problem: string): Problem[] {
  return value === undefined || value === wanted
    ? []
    : [{ key, value, problem, remedy: `set it to ${wanted}` }];
}

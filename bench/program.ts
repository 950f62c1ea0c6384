/** The project's program with its namespaces several times over: `BENCH_NAMESPACES` says how many times. */
import { createRequire } from "node:module";
import type { Tenancy, TenancyArgs } from "../components/tenancy";
import type * as pulumi from "@pulumi/pulumi";

type TenancyClass = new (name: string, args: TenancyArgs, opts?: pulumi.ComponentResourceOptions) => Tenancy;

const times = Number(process.env.BENCH_NAMESPACES ?? "1");
const load = createRequire(__filename);
const path = load.resolve("../components/tenancy");
const tenancy = load(path) as { Tenancy: TenancyClass };
const One = tenancy.Tenancy;

class Many extends One {
  constructor(name: string, args: TenancyArgs, opts?: pulumi.ComponentResourceOptions) {
    super(name, args, opts);
    for (let copy = 2; copy <= times; copy += 1) new One(`${name}-${copy}`, args, opts);
  }
}

const module_ = load.cache[path];
if (module_ !== undefined) module_.exports = { ...tenancy, Tenancy: Many };

export = load("../index") as unknown;

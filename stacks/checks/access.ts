import { INSTANCE_TYPES } from "../instance-types";
import type { Problem } from "../problems";
import { keyOf } from "../schema/problems";
import { unknownType } from "./node-pools";
import type { Subject } from "./subject";

/** What Identity Center makes of a permission set: its region in the path (none in us-east-1), 16 digits at the end. */
const PERMISSION_SET =
  /:role\/aws-reserved\/sso\.amazonaws\.com\/([a-z0-9-]+\/)?AWSReservedSSO_[\w+=,.@-]+_[0-9a-f]{16}$/;

/** The bastion's type exists, and nobody administers without a second factor. */
export function access({ config }: Subject<"access">): Problem[] {
  const { bastion, identityCenter, administrators } = config.access;
  const machine =
    INSTANCE_TYPES[bastion.instanceType] === undefined
      ? [unknownType(keyOf(["access", "bastion", "instanceType"]), bastion.instanceType)]
      : [];
  const people = administrators.flatMap((arn, index) => {
    const key = keyOf(["access", "administrators", index]);
    return identityCenter ? permissionSet(key, arn) : showsFactor(key, arn);
  });
  return [...machine, ...people];
}

function permissionSet(key: string, arn: string): Problem[] {
  if (PERMISSION_SET.test(arn)) return [];
  const remedy = "name an AWSReservedSSO role, or set access.identityCenter to false to ask for MFA";
  const problem = "not a role of Identity Center, so nothing would ask for a second factor";
  return [{ key, value: arn, problem, remedy }];
}

function showsFactor(key: string, arn: string): Problem[] {
  if (!arn.includes(":role/")) return [];
  const remedy = "name users or an account, or set access.identityCenter to true";
  return [{ key, value: arn, problem: "a role, whose sessions cannot show a second factor", remedy }];
}

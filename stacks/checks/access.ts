import { INSTANCE_TYPES } from "../instance-types";
import type { Problem } from "../problems";
import { keyOf } from "../schema/problems";
import { unknownType } from "./node-pools";
import type { Subject } from "./subject";

/** The bastion's type exists, and nobody administers without a second factor. */
export function access({ config }: Subject): Problem[] {
  const { bastion, identityCenter, administrators } = config.access;
  const machine =
    INSTANCE_TYPES[bastion.instanceType] === undefined
      ? [unknownType(keyOf(["access", "bastion", "instanceType"]), bastion.instanceType)]
      : [];
  const foreign = administrators.flatMap((arn, index): Problem[] =>
    !identityCenter || arn.includes(":role/aws-reserved/sso.amazonaws.com/")
      ? []
      : [
          {
            key: keyOf(["access", "administrators", index]),
            value: arn,
            problem: "not a role of Identity Center, so nothing would ask for a second factor",
            remedy: "name an AWSReservedSSO role, or set access.identityCenter to false to ask for MFA",
          },
        ],
  );
  return [...machine, ...foreign];
}

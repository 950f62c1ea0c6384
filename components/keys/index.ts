import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { KEY_CLASSES, type KeyClass, keyPolicy, PURPOSES } from "./policies";

export { KEY_CLASSES, type KeyClass, type KeyPolicy, keyPolicy, type KeyStatement } from "./policies";

/** The days between asking for a key's deletion and losing what it encrypted: the longest KMS offers. */
const DELETION_WINDOW_DAYS = 30;

/** What {@link Keys} needs. */
export interface KeysArgs<C extends KeyClass = KeyClass> {
  /** The account that owns and administers the keys: twelve digits. */
  readonly accountId: string;
  /** The region of the keys and of what they encrypt, for example `us-west-2`. */
  readonly region: string;
  /** The classes of data to make a key for, each once. */
  readonly classes: readonly C[];
  /** Refuses the deletion of the keys: without its key, data is lost. True in production and dr. */
  readonly protect: boolean;
}

/** Every problem of the args: empty when there is none. */
function problems(args: KeysArgs): string[] {
  const found: string[] = [];
  if (!/^\d{12}$/.test(args.accountId)) {
    found.push(`accountId: write the account's twelve digits, not "${args.accountId}"`);
  }
  if (!/^[a-z]{2}(-[a-z]+)+-\d$/.test(args.region)) {
    found.push(`region: write a region such as us-west-2, not "${args.region}"`);
  }
  for (const keyClass of args.classes) {
    if (!KEY_CLASSES.includes(keyClass)) {
      found.push(`classes: choose from ${KEY_CLASSES.join(", ")}, not "${keyClass as string}"`);
    }
  }
  if (new Set(args.classes).size < args.classes.length) {
    found.push(`classes: name each class once, not ${args.classes.join(", ")}`);
  }
  return found;
}

/**
 * Customer keys, one for each class of data, each usable only by what needs the class. Rotated every year,
 * deleted no sooner than 30 days after somebody asks for it, found by `alias/intelliguard-<class>`.
 */
export class Keys<C extends KeyClass = KeyClass> extends pulumi.ComponentResource {
  /** ARN of each class's key. */
  readonly arns: Readonly<Record<C, pulumi.Output<string>>>;

  /** @throws when an arg is wrong: one line for every problem */
  constructor(name: string, args: KeysArgs<C>, opts?: pulumi.ComponentResourceOptions) {
    super("intelliguard:keys:Keys", name, {}, opts);
    const found = problems(args);
    if (found.length > 0) throw new Error(found.map((problem) => `${name}: ${problem}`).join("\n"));
    const pairs = args.classes.map((keyClass) => {
      const key = new aws.kms.Key(
        `${name}-${keyClass}`,
        {
          description: PURPOSES[keyClass],
          enableKeyRotation: true,
          deletionWindowInDays: DELETION_WINDOW_DAYS,
          policy: JSON.stringify(keyPolicy(keyClass, args)),
          tags: { Name: `intelliguard-${keyClass}` },
        },
        { parent: this, protect: args.protect },
      );
      new aws.kms.Alias(
        `${name}-${keyClass}`,
        { name: `alias/intelliguard-${keyClass}`, targetKeyId: key.keyId },
        { parent: this },
      );
      return [keyClass, key.arn] as const;
    });
    this.arns = Object.fromEntries(pairs) as Record<C, pulumi.Output<string>>;
    this.registerOutputs({ arns: this.arns });
  }
}

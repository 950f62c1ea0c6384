import { rules as encryption } from "./encryption";
import { rules as platform } from "./platform";
import { rules as podSecurity } from "./pod-security";
import type { Rule } from "./rule";

/** Every rule of the three families. The pack checks the table before it judges anything. */
export const rules: readonly Rule[] = [...podSecurity, ...encryption, ...platform];

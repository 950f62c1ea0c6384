import { rules as encryption } from "./encryption";
import { rules as platform } from "./platform";
import { rules as podSecurity } from "./pod-security";
import type { Rule } from "./rule";
import { checkedTable } from "./table";

/** Every rule of the three families, checked before anything is judged. */
export const rules: readonly Rule[] = checkedTable([...podSecurity, ...encryption, ...platform], new Date());

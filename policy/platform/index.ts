import type { Rule } from "../rule";

/** What is public, who may do what, and whether it can fail or be deleted without loss. */
export const rules: readonly Rule[] = [];

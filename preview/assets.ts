import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { isAsset, type Wire } from "./values";

function hashOf(content: string | Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}

/**
 * The value with a hash in every text or file asset, as the engine adds one; archives and remote assets stay as they are.
 *
 * @throws when a file asset names a file that cannot be read
 */
export function withHashes(value: Wire): Wire {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(withHashes);
  if (!isAsset(value))
    return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, withHashes(field)]));
  // The runtime's own mark goes no further than the engine.
  const asset = Object.fromEntries(Object.entries(value).filter(([key]) => key !== "__pulumiAsset"));
  if (typeof asset.text === "string") return { ...asset, hash: hashOf(asset.text) };
  if (typeof asset.path === "string") return { ...asset, hash: hashOf(readFileSync(asset.path)) };
  return asset;
}

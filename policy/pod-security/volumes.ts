import type { Finding } from "../rule";
import { violation } from "./at";
import { specOf, type Pod } from "./pod";

/**
 * Every volume whose source is not of the types. A volume without a source is an emptyDir, as the API server makes it.
 *
 * @param types names of volume sources, for example `configMap`
 */
export function checkVolumeTypes(pod: Pod, types: readonly string[]): Finding[] {
  return specOf(pod)
    .get("volumes")
    .items()
    .flatMap((volume): Finding[] => {
      if (volume.unknown) return [{ kind: "unknown", path: volume.path }];
      const sources = volume.fields().filter(([key, at]) => key !== "name" && !at.absent);
      if (sources.length === 0 || sources.some(([key, at]) => types.includes(key) && !at.unknown)) return [];
      const unknown = sources.filter(([, at]) => at.unknown).map(([key]) => volume.get(key));
      // Whether a source of a fine type is there at all decides.
      const undecided = unknown.filter((at) => types.some((type) => at.path.endsWith(`.${type}`)));
      if (undecided.length > 0) return undecided.map(({ path }) => ({ kind: "unknown", path }));
      const used = sources.map(([key]) => key).join(", ");
      return [violation(volume, `must not be of the type ${used}; ${types.join(", ")} are allowed`)];
    });
}

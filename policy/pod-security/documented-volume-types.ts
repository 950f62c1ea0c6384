import { nist, podRule, standard } from "./control";
import { checkVolumeTypes } from "./volumes";

/** `allowedVolumeTypes` of the document (section 2, Pod Security Standards). */
const ALLOWED = ["configMap", "emptyDir", "projected", "secret", "downwardAPI", "persistentVolumeClaim"];

/** The document's volume types: those of the standards without csi, ephemeral and image. */
export const documentedVolumeTypes = podRule({
  id: "pod-documented-volume-types",
  title: "Mount only the volume types that the document allows",
  severity: "medium",
  controls: [standard("restricted: Volume Types"), nist("CM-7")],
  why: "Inline CSI and image volumes bring in data that no claim, quota or storage class governs.",
  remedy: `Use one of ${ALLOWED.join(", ")}.`,
  levels: ["restricted"],
  standard: false,
  check: (pod) => checkVolumeTypes(pod, ALLOWED),
  admission: {
    offenders: [
      "!has(variables.pod.volumes) ? [] : variables.pod.volumes.filter(v,",
      `v.exists(source, !(source in ['name', '${ALLOWED.join("', '")}']))`,
      ").map(v, v.name)",
    ].join(" "),
    message: `volumes must be of the types ${ALLOWED.join(", ")}`,
    levels: ["restricted"],
  },
});

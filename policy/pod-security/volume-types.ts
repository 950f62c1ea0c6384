import { nist, podRule, standard } from "./control";
import { checkVolumeTypes } from "./volumes";

/** Pod Security Standards, restricted: volume types. */
export const volumeTypes = podRule({
  id: "pod-volume-types",
  title: "Mount only volumes that belong to the cluster's own API",
  severity: "high",
  controls: [standard("restricted: Volume Types"), nist("AC-6"), nist("SC-4")],
  why: "Other types reach the node's files or foreign storage with the node's own rights.",
  remedy: "Use a persistent volume claim, an emptyDir or a projected volume.",
  levels: ["restricted"],
  standard: true,
  check: (pod) =>
    checkVolumeTypes(pod, [
      "configMap",
      "csi",
      "downwardAPI",
      "emptyDir",
      "ephemeral",
      "image",
      "persistentVolumeClaim",
      "projected",
      "secret",
    ]),
});

/** What the test cluster is made of: the Go modules under `tools/`, and what is taken from each. */

/** The Kubernetes release that the programs are built from; it can emulate its predecessors. */
export const KUBERNETES = "v1.36.3";

/** A program that is compiled. */
export interface Program {
  readonly name: string;
  /** The Go package that holds its `main`. */
  readonly package: string;
  /** What compiling it costs with an empty Go build cache; said in the progress line. */
  readonly cpuSeconds: number;
}

/** YAML files of dependencies. They are never committed here; each machine takes them from the Go modules. */
export interface Sheets {
  readonly name: string;
  readonly from: readonly {
    readonly module: string;
    /** Files and folders inside the module; the folder keeps their base names. */
    readonly files: readonly string[];
  }[];
}

/** A folder under `tools/`. */
export interface Module {
  readonly name: string;
  readonly programs: readonly Program[];
  readonly sheets: readonly Sheets[];
}

/** The modules, in the order in which they are built. */
export const MODULES: readonly Module[] = [
  {
    name: "kubernetes",
    programs: [
      { name: "etcd", package: "go.etcd.io/etcd/server/v3", cpuSeconds: 60 },
      { name: "kube-apiserver", package: "k8s.io/kubernetes/cmd/kube-apiserver", cpuSeconds: 450 },
      {
        name: "kube-controller-manager",
        package: "k8s.io/kubernetes/cmd/kube-controller-manager",
        cpuSeconds: 120,
      },
      { name: "kube-scheduler", package: "k8s.io/kubernetes/cmd/kube-scheduler", cpuSeconds: 10 },
    ],
    sheets: [
      {
        // Pods that upstream wrote to pass or fail each control, by level and version.
        name: "pod-security",
        from: [
          {
            module: "k8s.io/pod-security-admission",
            files: ["test/testdata/baseline", "test/testdata/restricted"],
          },
        ],
      },
    ],
  },
  {
    name: "kwok",
    programs: [{ name: "kwok", package: "sigs.k8s.io/kwok/cmd/kwok", cpuSeconds: 120 }],
    sheets: [
      {
        name: "stages",
        from: [
          {
            module: "sigs.k8s.io/kwok",
            files: [
              "kustomize/stage/node/fast/node-initialize.yaml",
              "kustomize/stage/node/heartbeat-with-lease/node-heartbeat-with-lease.yaml",
              "kustomize/stage/pod/fast/pod-ready.yaml",
              "kustomize/stage/pod/fast/pod-complete.yaml",
              "kustomize/stage/pod/fast/pod-delete.yaml",
            ],
          },
        ],
      },
    ],
  },
  {
    name: "definitions",
    programs: [],
    sheets: [
      {
        name: "crds",
        from: [
          { module: "istio.io/api", files: ["kubernetes/customresourcedefinitions.gen.yaml"] },
          {
            module: "github.com/aws/amazon-vpc-cni-k8s",
            files: ["charts/aws-vpc-cni/crds/customresourcedefinition.yaml"],
          },
          {
            module: "github.com/kubernetes-csi/external-snapshotter/client/v8",
            files: [
              "config/crd/snapshot.storage.k8s.io_volumesnapshotclasses.yaml",
              "config/crd/snapshot.storage.k8s.io_volumesnapshotcontents.yaml",
              "config/crd/snapshot.storage.k8s.io_volumesnapshots.yaml",
            ],
          },
        ],
      },
    ],
  },
  {
    name: "reachability",
    programs: [{ name: "reachability", package: ".", cpuSeconds: 100 }],
    sheets: [],
  },
  {
    name: "lint",
    programs: [{ name: "actionlint", package: "github.com/rhysd/actionlint/cmd/actionlint", cpuSeconds: 10 }],
    sheets: [],
  },
];

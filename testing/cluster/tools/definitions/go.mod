module intelliguard/testing/cluster/definitions

go 1.26.0

require (
	github.com/aws/amazon-vpc-cni-k8s v1.23.2
	github.com/kubernetes-csi/external-snapshotter/client/v8 v8.6.0
	istio.io/api v1.31.1
)

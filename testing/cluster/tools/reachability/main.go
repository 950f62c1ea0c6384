// Command reachability says which traffic a set of network policies lets through.
//
// It reads one JSON document from standard input,
//
//	{"policies": [NetworkPolicy...], "traffic": [{"source": Peer, "destination": Peer, "port": 443, "protocol": "TCP"}...]}
//
// where a peer is {"ip": "..."} outside the cluster and has "namespace", "namespaceLabels" and "labels" too when it
// is a pod, and writes one {"egress": bool, "ingress": bool} per traffic, in the same order. The verdicts are those of
// cyclonus, the conformance fuzzer of network policy implementations.
package main

import (
	"encoding/json"
	"fmt"
	"os"

	"github.com/mattfenwick/cyclonus/pkg/matcher"
	core "k8s.io/api/core/v1"
	networking "k8s.io/api/networking/v1"
)

type peer struct {
	IP              string            `json:"ip"`
	Namespace       string            `json:"namespace"`
	NamespaceLabels map[string]string `json:"namespaceLabels"`
	Labels          map[string]string `json:"labels"`
}

type question struct {
	Policies []*networking.NetworkPolicy `json:"policies"`
	Traffic  []struct {
		Source      peer          `json:"source"`
		Destination peer          `json:"destination"`
		Port        int           `json:"port"`
		PortName    string        `json:"portName"`
		Protocol    core.Protocol `json:"protocol"`
	} `json:"traffic"`
}

type verdict struct {
	Egress  bool `json:"egress"`
	Ingress bool `json:"ingress"`
}

func (p peer) traffic() *matcher.TrafficPeer {
	if p.Namespace == "" {
		return &matcher.TrafficPeer{IP: p.IP}
	}
	return &matcher.TrafficPeer{IP: p.IP, Internal: &matcher.InternalPeer{
		Namespace: p.Namespace, NamespaceLabels: p.NamespaceLabels, PodLabels: p.Labels,
	}}
}

func main() {
	var asked question
	in := json.NewDecoder(os.Stdin)
	in.DisallowUnknownFields()
	if err := in.Decode(&asked); err != nil {
		fmt.Fprintln(os.Stderr, "reachability: standard input:", err)
		os.Exit(1)
	}
	// Not simplified: cyclonus' simplifier is for people who read the policies.
	policies := matcher.BuildNetworkPolicies(false, asked.Policies)
	verdicts := make([]verdict, 0, len(asked.Traffic))
	for _, t := range asked.Traffic {
		allowed := policies.IsTrafficAllowed(&matcher.Traffic{
			Source: t.Source.traffic(), Destination: t.Destination.traffic(),
			ResolvedPort: t.Port, ResolvedPortName: t.PortName, Protocol: t.Protocol,
		})
		verdicts = append(verdicts, verdict{Egress: allowed.Egress.IsAllowed(), Ingress: allowed.Ingress.IsAllowed()})
	}
	if err := json.NewEncoder(os.Stdout).Encode(verdicts); err != nil {
		fmt.Fprintln(os.Stderr, "reachability: standard output:", err)
		os.Exit(1)
	}
}

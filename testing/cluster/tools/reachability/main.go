// Command reachability says which traffic a set of network policies lets through.
//
// It reads one JSON document from standard input,
//
//	{"policies": [NetworkPolicy...], "parties": [Party...], "contacts": [{"port": 443, "protocol": "TCP"}...]}
//
// where a party is {"address": "..."} outside the cluster, and has "namespace", "namespaceLabels" and "labels" too when
// it is a pod. It writes a list of lists of texts: for each sender and each receiver, in the order of the parties, one
// digit per contact, which is 1 when the sender's policies let it out, plus 2 when the receiver's let it in; none where
// neither is a pod. The verdicts are those of cyclonus, the conformance fuzzer of network policy implementations.
package main

import (
	"encoding/json"
	"fmt"
	"os"

	"github.com/mattfenwick/cyclonus/pkg/matcher"
	core "k8s.io/api/core/v1"
	networking "k8s.io/api/networking/v1"
)

type party struct {
	Address         string            `json:"address"`
	Namespace       string            `json:"namespace"`
	NamespaceLabels map[string]string `json:"namespaceLabels"`
	Labels          map[string]string `json:"labels"`
}

type question struct {
	Policies []*networking.NetworkPolicy `json:"policies"`
	Parties  []party                     `json:"parties"`
	Contacts []struct {
		Port     int           `json:"port"`
		Protocol core.Protocol `json:"protocol"`
	} `json:"contacts"`
}

func (p party) peer() *matcher.TrafficPeer {
	if p.Namespace == "" {
		return &matcher.TrafficPeer{IP: p.Address}
	}
	return &matcher.TrafficPeer{IP: p.Address, Internal: &matcher.InternalPeer{
		Namespace: p.Namespace, NamespaceLabels: p.NamespaceLabels, PodLabels: p.Labels,
	}}
}

func (q question) answer() [][]string {
	// Not simplified: cyclonus' simplifier is for people who read the policies.
	policies := matcher.BuildNetworkPolicies(false, q.Policies)
	verdicts := make([][]string, len(q.Parties))
	for i, from := range q.Parties {
		for _, to := range q.Parties {
			if from.Namespace == "" && to.Namespace == "" {
				verdicts[i] = append(verdicts[i], "")
				continue
			}
			digits := make([]byte, len(q.Contacts))
			for k, contact := range q.Contacts {
				allowed := policies.IsTrafficAllowed(&matcher.Traffic{
					Source: from.peer(), Destination: to.peer(),
					ResolvedPort: contact.Port, Protocol: contact.Protocol,
				})
				digits[k] = '0'
				if allowed.Egress.IsAllowed() {
					digits[k]++
				}
				if allowed.Ingress.IsAllowed() {
					digits[k] += 2
				}
			}
			verdicts[i] = append(verdicts[i], string(digits))
		}
	}
	return verdicts
}

func main() {
	var asked question
	in := json.NewDecoder(os.Stdin)
	in.DisallowUnknownFields()
	if err := in.Decode(&asked); err != nil {
		fmt.Fprintln(os.Stderr, "reachability: standard input:", err)
		os.Exit(1)
	}
	if err := json.NewEncoder(os.Stdout).Encode(asked.answer()); err != nil {
		fmt.Fprintln(os.Stderr, "reachability: standard output:", err)
		os.Exit(1)
	}
}

import { expect } from "chai";
import { DEFAULT_CONTEXT, PRIVILEGED_CONTEXT } from "./security-contexts";

describe("security contexts", () => {
  it("hold every setting of the document's default (section 2)", () => {
    expect({ ...DEFAULT_CONTEXT.pod, ...DEFAULT_CONTEXT.container }).to.deep.equal({
      runAsNonRoot: true,
      runAsUser: 65534,
      runAsGroup: 65534,
      fsGroup: 65534,
      seccompProfile: { type: "RuntimeDefault" },
      capabilities: { drop: ["ALL"] },
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
    });
  });

  it("put each setting where Kubernetes reads it", () => {
    expect(DEFAULT_CONTEXT.container).to.have.all.keys(
      "capabilities",
      "allowPrivilegeEscalation",
      "readOnlyRootFilesystem",
    );
    expect(DEFAULT_CONTEXT.pod).to.include.keys("fsGroup");
  });

  it("hold every setting of the document's privileged one", () => {
    expect({ ...PRIVILEGED_CONTEXT.pod, ...PRIVILEGED_CONTEXT.container }).to.deep.equal({
      runAsUser: 0,
      privileged: true,
      allowPrivilegeEscalation: true,
      capabilities: { add: ["SYS_ADMIN", "NET_ADMIN"] },
    });
  });
});

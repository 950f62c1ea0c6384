import { expect } from "chai";
import { withHashes } from "./assets";
import { SIGNATURE, type Wire } from "./values";

const ASSET = "c44067f5952c0a294b673a41bacd8c17";
const asset = (fields: Record<string, Wire>): Wire => ({ [SIGNATURE]: ASSET, ...fields });

describe("assets", () => {
  it("carry the hash of their text or file, wherever they are", () => {
    const hello = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
    expect(withHashes({ list: [asset({ text: "hello", __pulumiAsset: true })] })).to.deep.equal({
      list: [asset({ text: "hello", hash: hello })],
    });
    expect(withHashes(asset({ path: __filename })))
      .to.have.property("hash")
      .with.length(64);
  });

  it("are left alone where the content is elsewhere, and fail on a file that is not there", () => {
    const remote = asset({ uri: "https://example.com/file" });
    expect(withHashes(remote)).to.deep.equal(remote);
    expect(() => withHashes(asset({ path: "not-there" }))).to.throw(/not-there/);
  });
});

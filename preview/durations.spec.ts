import { expect } from "chai";
import { seconds } from "./durations";

describe("durations", () => {
  it("are read as the engine reads them", () => {
    const read = ["30m", "1h30m", "1.5h", "90s", "500ms", "0"].map(seconds);
    expect(read).to.deep.equal([1800, 5400, 5400, 90, 0.5, 0]);
  });

  for (const wrong of ["", "30", "m", "30 m", "1d", "x30m"]) {
    it(`refuse "${wrong}"`, () => {
      expect(() => seconds(wrong)).to.throw(/is not a duration; write it like "30m"/);
    });
  }
});

import { expect } from "chai";
import { UNKNOWN, type Value } from "../rule";
import { found, sample } from "../samples";
import { listener as rule } from "./listener";

const redirect = { type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } };
const forward = { type: "forward", targetGroupArn: "arn" };
const judged = (protocol: Value, ...defaultActions: Value[]) =>
  found(rule, sample("aws:lb/listener:Listener", { port: 80, protocol, defaultActions }));

describe("rule listener-redirects-http", () => {
  it("passes a redirect to HTTPS, and listeners that are not plain HTTP", () => {
    expect(judged("HTTP", redirect)).to.be.empty;
    expect(judged("HTTPS", forward)).to.be.empty;
    expect(judged("TCP", forward)).to.be.empty;
  });

  it("refuses to forward plain HTTP, or to redirect to itself", () => {
    expect(judged("HTTP", forward)).to.eql([
      "defaultActions[0]: Let defaultActions[0] of thing redirect to HTTPS: the listener speaks plain HTTP.",
    ]);
    expect(judged("HTTP", { type: "redirect", redirect: { port: "8080" } })).to.have.length(1);
    expect(judged(undefined, forward)).to.have.length(1);
  });

  it("says what is not known yet, and still judges its neighbours", () => {
    expect(judged("HTTP", UNKNOWN, forward)).to.have.length(2);
    expect(judged("HTTP", UNKNOWN)).to.eql(["defaultActions[0] is not known yet"]);
    expect(judged(UNKNOWN, forward)).to.eql(["protocol is not known yet"]);
    expect(judged(UNKNOWN, redirect)).to.be.empty;
  });
});

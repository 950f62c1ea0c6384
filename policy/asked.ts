import type { PolicyResource, ResourceValidationArgs } from "@pulumi/policy";
import type { Subject } from "./rule";
import { subjectOf, unwrapped } from "./subject";

/**
 * What each resource was asked to be, by URN, kept from the requests about one resource for those about the stack.
 *
 * A stack request holds what resources became, and while a cluster does not exist yet that is nothing at all for every
 * object in it: a rule that only the whole stack can decide would find no pod to judge.
 */
export class Asked {
  readonly #requests = new Map<string, ResourceValidationArgs>();
  readonly #subjects = new WeakMap<object, Subject>();

  remember(request: ResourceValidationArgs): void {
    this.#requests.set(request.urn, request);
  }

  /** A resource of the stack, with what it was asked to be laid over what it became. */
  of(resource: PolicyResource): Subject {
    const target = unwrapped(resource.props);
    const known = this.#subjects.get(target);
    if (known !== undefined) return known;
    const became = subjectOf(resource);
    const request = this.#requests.get(resource.urn);
    const made =
      request === undefined
        ? became
        : { ...became, inputs: { ...became.inputs, ...subjectOf(request).inputs } };
    this.#subjects.set(target, made);
    return made;
  }

  /** Everything that was sent about a resource: what it became, and what it was asked to be. */
  sent(resource: PolicyResource): Record<string, unknown>[] {
    const request = this.#requests.get(resource.urn);
    return [unwrapped(resource.props), ...(request === undefined ? [] : [unwrapped(request.props)])];
  }
}

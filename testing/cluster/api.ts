/** A small client of the Kubernetes API: JSON over one kept connection pool, warnings included. */
import { Agent, request } from "node:https";
import { setTimeout as sleep } from "node:timers/promises";

/** A Kubernetes object as it is sent and answered. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly resourceVersion?: string;
    readonly uid?: string;
    readonly deletionTimestamp?: string;
    readonly ownerReferences?: readonly unknown[];
  };
  readonly [field: string]: unknown;
}

/** What the server said. */
export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  /** The texts of the Warning headers. */
  readonly warnings: readonly string[];
}

/** The server refused a request. */
export class Refusal extends Error {
  constructor(
    readonly answer: Answer,
    readonly method: string,
    readonly path: string,
  ) {
    super(`${method} ${path}: ${answer.status} ${messageOf(answer)}`);
    this.name = "Refusal";
  }
}

/** The server's own words. */
export function messageOf(answer: Answer): string {
  const message = answer.body.message;
  return typeof message === "string" ? message : JSON.stringify(answer.body);
}

/** Where a kind is served. */
interface Served {
  readonly path: string;
  readonly plural: string;
  readonly namespaced: boolean;
}

export interface ApiArgs {
  /** `https://127.0.0.1:port`. */
  readonly url: string;
  /** PEM certificates that the server's certificate is checked against. */
  readonly ca: string;
  readonly token: string;
}

/** Talks to one API server. */
export class Api {
  private readonly agent: Agent;
  private readonly kinds = new Map<string, Served>();

  constructor(private readonly args: ApiArgs) {
    this.agent = new Agent({ keepAlive: true, maxSockets: 16, ca: args.ca });
  }

  /** Sends a request and gives whatever is answered, refusals too. Waits while the server asks to (status 429). */
  async ask(method: string, path: string, body?: unknown, type = "application/json"): Promise<Answer> {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await this.send(method, path, body, type);
      if (answer.status !== 429 || attempt === 60) return answer;
      await sleep(250);
    }
  }

  private async send(method: string, path: string, body: unknown, type: string): Promise<Answer> {
    const payload = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
    const headers: Record<string, string | number> = { authorization: `Bearer ${this.args.token}` };
    if (payload !== undefined) {
      headers["content-type"] = type;
      headers["content-length"] = payload.length;
    }
    return await new Promise((resolve, reject) => {
      const sent = request(
        new URL(path, this.args.url),
        { method, headers, agent: this.agent },
        (response) => {
          const chunks: Buffer[] = [];
          response.on("data", (chunk: Buffer) => chunks.push(chunk));
          response.on("error", reject);
          response.on("end", () => {
            const text = Buffer.concat(chunks).toString("utf8");
            resolve({
              status: response.statusCode ?? 0,
              body: parse(text),
              warnings: warningsIn(response.headers.warning),
            });
          });
        },
      );
      sent.on("error", reject);
      sent.end(payload);
    });
  }

  /** As `ask`, but @throws {Refusal} unless the status is 2xx. */
  async must(method: string, path: string, body?: unknown, type?: string): Promise<Answer> {
    const answer = await this.ask(method, path, body, type);
    if (answer.status < 200 || answer.status > 299) throw new Refusal(answer, method, path);
    return answer;
  }

  /** Whether the server serves the object's kind. */
  async serves(object: Pick<KubernetesObject, "apiVersion" | "kind">): Promise<boolean> {
    return (await this.served(object)) !== undefined;
  }

  /** Whether objects of the kind live in namespaces. @throws when the kind is not served */
  async namespaced(object: Pick<KubernetesObject, "apiVersion" | "kind">): Promise<boolean> {
    return (await this.mustServe(object)).namespaced;
  }

  /** The path of an object, or of its collection when `name` is left out. @throws when the kind is not served */
  async pathOf(
    object: Pick<KubernetesObject, "apiVersion" | "kind">,
    namespace?: string,
    name?: string,
  ): Promise<string> {
    const served = await this.mustServe(object);
    const inside = served.namespaced && namespace !== undefined ? `/namespaces/${namespace}` : "";
    return `${served.path}${inside}/${served.plural}${name === undefined ? "" : `/${name}`}`;
  }

  /** The path of a whole object. */
  async pathTo(object: KubernetesObject): Promise<string> {
    return await this.pathOf(object, object.metadata.namespace ?? "default", object.metadata.name);
  }

  /** All objects of a kind, in one namespace or all. */
  async list(
    kind: Pick<KubernetesObject, "apiVersion" | "kind">,
    namespace?: string,
  ): Promise<KubernetesObject[]> {
    const { body } = await this.must("GET", await this.pathOf(kind, namespace));
    return body.items as KubernetesObject[];
  }

  /** Lets the connections go. */
  close(): void {
    this.agent.destroy();
  }

  private async mustServe(object: Pick<KubernetesObject, "apiVersion" | "kind">): Promise<Served> {
    const served = await this.served(object);
    if (served === undefined)
      throw new Error(`The server does not serve ${object.apiVersion} ${object.kind}.`);
    return served;
  }

  private async served(object: Pick<KubernetesObject, "apiVersion" | "kind">): Promise<Served | undefined> {
    const key = `${object.apiVersion} ${object.kind}`;
    if (!this.kinds.has(key)) {
      const path = object.apiVersion.includes("/")
        ? `/apis/${object.apiVersion}`
        : `/api/${object.apiVersion}`;
      const { body } = await this.ask("GET", path);
      for (const each of (body.resources ?? []) as readonly Discovered[]) {
        if (each.name.includes("/")) continue;
        const served = { path, plural: each.name, namespaced: each.namespaced };
        this.kinds.set(`${object.apiVersion} ${each.kind}`, served);
      }
    }
    return this.kinds.get(key);
  }
}

interface Discovered {
  readonly name: string;
  readonly kind: string;
  readonly namespaced: boolean;
}

function parse(text: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>>;
  } catch {
    return { message: text };
  }
}

/** The texts of `299 - "text"` headers, several in one line included. */
export function warningsIn(header: string | undefined): readonly string[] {
  return [...(header ?? "").matchAll(/\d{3} \S+ ("(?:[^"\\]|\\.)*")/g)].map(([, quoted]) =>
    (quoted ?? "").slice(1, -1).replace(/\\(.)/g, "$1"),
  );
}

import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

/** The methods of the engine's `Analyzer` service that a preview uses. */
export type Method = "analyze" | "analyzeStack" | "remediate" | "getAnalyzerInfo" | "configure";

/** A policy pack as the engine sees it. */
export interface Analyzer {
  /** Whether messages must be real protobuf, because they leave the process. */
  readonly remote: boolean;
  call(method: Method, request: object): Promise<unknown>;
  close(): void;
}

type Callback = (error: Error | null | undefined, response: unknown) => void;
type Handler = (call: { request: object }, callback: Callback) => void;

/** The parts of a gRPC server that serving a pack touches. */
interface ServerClass {
  prototype: {
    addService: (definition: unknown, handlers: Record<Method, Handler>) => void;
    bindAsync: (...args: unknown[]) => void;
  };
}

/** Milliseconds that a pack may take to come up. */
const PATIENCE = 30_000;

/**
 * A folder's policy pack as it is required, from its own modules.
 *
 * @throws when there is no `PulumiPolicy.yaml` in the folder
 */
export function packRequire(dir: string): NodeJS.Require {
  if (!existsSync(join(dir, "PulumiPolicy.yaml"))) {
    throw new Error(
      `there is no policy pack in ${dir}: it has no PulumiPolicy.yaml (--policy-pack, --no-policy)`,
    );
  }
  return createRequire(join(dir, "package.json"));
}

/** The file that a pack starts with. */
function entryOf(dir: string): string {
  const { main } = JSON.parse(readFileSync(join(dir, "package.json"), "utf8")) as { main?: string };
  return join(dir, main ?? "index.js");
}

/**
 * Loads a pack into this process. The pack serves itself as it always does; what it would serve over gRPC is called
 * directly instead, so that the verdicts come from the very same handlers without a process, a socket or protobuf.
 */
export async function loadPack(dir: string): Promise<Analyzer> {
  const require = packRequire(dir);
  const policyRequire = createRequire(require.resolve("@pulumi/policy"));
  const { Server } = policyRequire("@grpc/grpc-js") as { Server: ServerClass };
  const { addService, bindAsync } = Server.prototype;
  const home = process.cwd();
  // The pack's constructor reads its version from the package.json of the working directory.
  process.chdir(dir);
  try {
    const handlers = await new Promise<Record<Method, Handler>>((resolve, reject) => {
      const late = setTimeout(
        () => reject(new Error(`the policy pack in ${dir} does not come up`)),
        PATIENCE,
      );
      Server.prototype.addService = (_definition, served) => {
        clearTimeout(late);
        resolve(served);
      };
      Server.prototype.bindAsync = () => undefined;
      require(entryOf(dir));
    });
    return {
      remote: false,
      call: (method, request) =>
        new Promise((resolve, reject) => {
          handlers[method]({ request }, (error, response) => {
            if (error === null || error === undefined) resolve(response);
            else reject(error);
          });
        }),
      close: () => undefined,
    };
  } finally {
    Object.assign(Server.prototype, { addService, bindAsync });
    process.chdir(home);
  }
}

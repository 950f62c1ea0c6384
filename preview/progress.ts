import type { WriteStream } from "node:tty";
import type { Previewed, Watcher } from "./run";
import { shortDuration } from "./words";

/** A watcher that shows how far the previews are: on a terminal as a spinner, elsewhere as a line a stack. */
export function progress(
  stream: Pick<WriteStream, "isTTY" | "columns" | "write">,
): Watcher & { stop(): Promise<void> } {
  // A terminal of no width, as some recorders have, makes the spinner clear lines without end.
  if (!stream.isTTY || !(stream.columns > 0)) {
    const finished = ({ stack, steps, duration }: Previewed): void => {
      stream.write(`previewed ${stack}: ${steps.length} resources in ${shortDuration(duration)}\n`);
    };
    return { progress: () => undefined, finished, stop: () => Promise.resolve() };
  }
  const counts = new Map<string, string>();
  const spinner = import("ora").then(({ default: ora }) =>
    ora({ stream: stream as WriteStream, discardStdin: false }).start(),
  );
  const show = (): void => {
    const text = [...counts].map(([stack, state]) => `${stack} ${state}`).join(", ");
    void spinner.then((running) => (running.text = `previewing ${text}`));
  };
  return {
    progress: (stack, resources) => {
      counts.set(stack, String(resources));
      show();
    },
    finished: ({ stack }: Previewed) => {
      counts.set(stack, "done");
      show();
    },
    stop: async () => {
      (await spinner).stop();
    },
  };
}

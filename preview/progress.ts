import type { WriteStream } from "node:tty";
import type { Previewed, Watcher } from "./run";

/** A watcher that shows how far the previews are, on a terminal as a spinner, elsewhere as lines. */
export function progress(stream: WriteStream): Watcher & { stop(): void } {
  if (!stream.isTTY) {
    return { progress: () => undefined, finished: () => undefined, stop: () => undefined };
  }
  const counts = new Map<string, string>();
  const spinner = import("ora").then(({ default: ora }) => ora({ stream, discardStdin: false }).start());
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
    stop: () => void spinner.then((running) => running.stop()),
  };
}

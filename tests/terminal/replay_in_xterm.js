// Replays a session into xterm.js and prints its screens: {"size": [columns, lines], "steps": [base64 | [columns, lines]]}
// on standard input; a list of lists of lines on standard output, one for each step.
const { Terminal } = require("@xterm/headless");
const { Unicode11Addon } = require("@xterm/addon-unicode11");

const { size, steps } = JSON.parse(require("fs").readFileSync(0, "utf8"));
const terminal = new Terminal({ cols: size[0], rows: size[1], scrollback: 0, allowProposedApi: true });
terminal.loadAddon(new Unicode11Addon());
terminal.unicode.activeVersion = "11";

function lines() {
  const buffer = terminal.buffer.active;
  return Array.from({ length: terminal.rows }, (_, y) => buffer.getLine(buffer.viewportY + y).translateToString(true));
}

(async () => {
  const screens = [];
  for (const step of steps) {
    if (Array.isArray(step)) terminal.resize(...step);
    else await new Promise((done) => terminal.write(Buffer.from(step, "base64"), done));
    screens.push(lines());
  }
  process.stdout.write(JSON.stringify(screens));
})();

/* What stands between the site and the web, and the commands that bring it there.
   Nothing is committed or put on the web without two clicks that say so. */
import { icon, make } from "./dom.js";
import { say } from "./words.js";

/** What the checks found, line by line. */
export const checkLines = (steps) => steps.map(stepLine);

function stepLine({ text, is_good: isGood, hint, files = [] }) {
  return make(
    "li",
    { class: `step step--${isGood ? "good" : "bad"}` },
    icon(isGood ? "check" : "drop"),
    make(
      "span",
      {},
      make("span", { class: "aside" }, isGood ? say("Good:") : say("Not yet:")),
      " ",
      text,
      files.length
        ? make(
            "ul",
            { class: "step__files" },
            files.map((file) => make("li", {}, file)),
          )
        : null,
      !isGood && hint ? make("small", {}, hint) : null,
    ),
  );
}

/** Lines to type once, one below the other, copied together. */
export function setupLines(lines) {
  return lines.length ? [make("div", { class: "command" }, copied(lines.join("\n")))] : [];
}

/** A command to copy; those that the page can run have a button, too: to publish, once nothing stands against it. */
export function commandLine(command, { server, check, isReady }) {
  const part = make("div", { class: "command" }, copied(command));
  if (command.startsWith("git commit")) {
    const [label, sure] = [say("Commit it here…"), say("Yes, commit it")];
    const warning = say("This commits the files that are named here, and no others. It sends nothing.");
    part.append(...runner(server, { address: "commit", label, warning, sure, done: check }));
  } else if (command.includes("gh-deploy") && isReady) {
    const [label, sure] = [say("Run it here…"), say("Yes, put it on the web")];
    const warning = say("This builds the site and puts it on the web, for everybody to see.");
    part.append(...runner(server, { address: "deploy", label, warning, sure }));
  }
  return part;
}

function copied(text) {
  const code = make("code", {}, text);
  const copy = make("button", { type: "button", class: "button" }, say("Copy"));
  copy.addEventListener("click", () => copyText(code, text, copy));
  return make("div", { class: "command__line" }, code, copy);
}

async function copyText(code, text, button) {
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = say("Copied");
  } catch {
    getSelection().selectAllChildren(code);
  }
}

/** A button that must be pressed twice, and says in between what it will do. */
function runner(server, { address, label, warning: meaning, sure, done = () => {} }) {
  const output = make("pre", {
    class: "output",
    hidden: true,
    tabIndex: 0,
    role: "log",
    "aria-label": say("What the command says"),
  });
  const run = make("button", { type: "button", class: "button" }, label);
  const warning = make("p", { class: "warning", role: "alert" });
  let isArmed = false;
  run.addEventListener("click", async () => {
    if (!isArmed) {
      isArmed = true;
      warning.textContent = meaning;
      run.textContent = sure;
      run.classList.add("button--bad");
      return;
    }
    run.disabled = true;
    run.classList.add("is-running");
    output.textContent = "";
    output.hidden = false;
    try {
      await server.stream(address, (text) => {
        output.append(text);
        output.scrollTop = output.scrollHeight;
      });
      warning.textContent = "";
    } catch (error) {
      warning.textContent = error.message;
    }
    [run.disabled, isArmed] = [false, false];
    run.textContent = label;
    run.classList.remove("button--bad", "is-running");
    done();
  });
  return [warning, run, output];
}

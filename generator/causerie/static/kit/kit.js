// Copies a text of the kit; where a browser keeps its clipboard from a file, the text is selected and copied the old way.

const said = document.querySelector(".said");
let later = 0;

function say(words) {
  said.textContent = words;
  clearTimeout(later);
  later = setTimeout(() => (said.textContent = ""), 2500);
}

function select(element) {
  const range = document.createRange();
  range.selectNodeContents(element);
  const selection = getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
}

async function copy(element) {
  try {
    await navigator.clipboard.writeText(element.textContent);
    return true;
  } catch {
    select(element);
    return document.execCommand("copy");
  }
}

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const element = document.getElementById(button.dataset.copy);
    if (await copy(element)) say(document.body.dataset.copied);
    else select(element);
  });
}

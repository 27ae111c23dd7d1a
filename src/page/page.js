// Runs in the page, after accessible.js.

/** Copies a cell's code; the button says so for a moment. */
function copyButton(code) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = "Copy";
  button.setAttribute("aria-label", "copy this code");
  button.addEventListener("click", async () => {
    const copied = await navigator.clipboard.writeText(code.textContent).then(
      () => true,
      () => false,
    );
    button.textContent = copied ? "Copied" : "Select and copy it";
    setTimeout(() => {
      button.textContent = "Copy";
    }, 2000);
  });
  return button;
}

for (const input of document.querySelectorAll(".jp-CodeCell .jp-InputArea-editor")) {
  const code = input.querySelector("pre");
  if (code) input.append(copyButton(code));
}

watchBoxes(
  document.querySelectorAll(
    "main pre, .jp-RenderedHTMLCommon, .jp-RenderedMarkdown, .chart > .live, math",
  ),
);

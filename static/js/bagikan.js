// "Bagikan" hands the text below it on: by the device's own sheet, else to the clipboard. "Salin" and ¶ copy. Without this
// file the text is shown, to be selected.
"use strict";
{
  const home = document.querySelector(".brand").href; // the portal may stand below a path
  const whole = (part) => part.textContent.trim().replace(/\s(\/\S+)$/, "\n" + home.slice(0, -1) + "$1");
  const copy = async (text, said, words) => {
    await navigator.clipboard.writeText(text);
    said.textContent = words;
  };
  for (const part of document.querySelectorAll(".share")) {
    part.firstElementChild.addEventListener("click", async (event) => {
      const text = whole(part.querySelector(".copy")), sheet = navigator.share && !part.matches(".salin");
      if (part.open || !(sheet || navigator.clipboard)) return;
      event.preventDefault();
      try {
        if (sheet) return await navigator.share({ text });
        await copy(text, part.querySelector("[role=status]"), "Tersalin. Tempel di mana Anda perlu.");
      } catch (error) { if (error.name === "AbortError") return; }
      part.open = true;
    });
  }
  for (const mark of document.querySelectorAll(".pilcrow")) {
    mark.addEventListener("click", () => {
      const text = document.querySelector(mark.hash + " > .cited");
      if (navigator.clipboard) copy(whole(text), mark, "¶ tersalin").catch(() => {});
    });
  }
}

// "Bagikan" hands the text below it on: by the device's own sheet, else to the clipboard. Without this file it is shown.
"use strict";
for (const part of document.querySelectorAll(".share")) {
  const said = part.querySelector("[role=status]");
  part.firstElementChild.addEventListener("click", async (event) => {
    const text = part.querySelector(".copy").textContent.trim().replace(/\s(\/\S+)$/, "\n" + location.origin + "$1");
    if (part.open || !(navigator.share || navigator.clipboard)) return;
    event.preventDefault();
    try {
      if (navigator.share) return await navigator.share({ text });
      await navigator.clipboard.writeText(text);
      said.textContent = "Tersalin. Tempel di pesan Anda.";
    } catch (error) { if (error.name === "AbortError") return; }
    part.open = true;
  });
}

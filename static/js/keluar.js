// The quick exit: blanks the page at once and takes its place in the history; Shift three times does the same.
"use strict";
{
  const way = document.querySelector("a.exit");
  const said = document.createElement("p");
  let count = 0, last = 0;
  const leave = (event) => {
    event.preventDefault();
    if (window.speechSynthesis) speechSynthesis.cancel();
    document.documentElement.hidden = true;
    document.title = "";
    location.replace(way.href);
  };
  said.className = "unseen";
  said.setAttribute("role", "status");
  way.after(said);
  way.setAttribute("aria-description", "Atau tekan Shift tiga kali");
  way.addEventListener("click", leave);
  addEventListener("keydown", (event) => {
    if (event.repeat) return;
    count = event.key === "Shift" ? (event.timeStamp - last < 2000 ? count : 0) + 1 : 0;
    last = event.timeStamp;
    if (count > 2) leave(event);
    else if (count) said.textContent = "Shift " + (3 - count) + " kali lagi untuk keluar";
  });
}

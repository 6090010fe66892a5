// Suggestions below the search box, and "/" to reach it. Without this file the form works as it is.
"use strict";
const box = document.querySelector("input[type=search]");
if (box) {
  const list = document.createElement("ul");
  const said = document.createElement("p");
  let asked = "", wait = 0, at = -1, typed = "";
  list.id = "saran";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Saran");
  list.hidden = true;
  said.className = "unseen";
  said.setAttribute("role", "status");
  box.form.append(list, said);
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-controls", "saran");

  const close = () => {
    list.hidden = true;
    at = -1;
    box.removeAttribute("aria-activedescendant");
  };
  const show = (words) => {
    list.replaceChildren(...words.map((word, i) => {
      const row = document.createElement("li");
      row.id = "saran-" + i;
      row.setAttribute("role", "option");
      row.setAttribute("aria-selected", "false");
      row.textContent = word;
      return row;
    }));
    close();
    list.hidden = !words.length;
    said.textContent = words.length ? words.length + " saran" : "";
  };
  const choose = (to) => {
    const rows = [...list.children];
    at = (to + rows.length + 1) % (rows.length + 1); // last place: the box itself
    rows.forEach((row, i) => row.setAttribute("aria-selected", String(i === at)));
    box.value = rows[at] ? rows[at].textContent : typed;
    if (rows[at]) {
      box.setAttribute("aria-activedescendant", rows[at].id);
      rows[at].scrollIntoView({ block: "nearest" });
    } else box.removeAttribute("aria-activedescendant");
  };
  const ask = async () => {
    const words = asked = typed = box.value;
    if (words.trim().length < 2) return show([]);
    try {
      const answer = await fetch(new URL("saran?q=" + encodeURIComponent(words.slice(0, 200)), box.form.action));
      const found = answer.ok ? (await answer.json())[1] : [];
      if (asked === words && document.activeElement === box) show(found);
    } catch { close(); }
  };
  box.addEventListener("input", () => {
    clearTimeout(wait);
    wait = setTimeout(ask, 150);
  });
  box.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown") choose(at + 1);
    else if (event.key === "ArrowUp") choose(at < 0 ? list.children.length - 1 : at - 1);
    else if (event.key === "Escape") {
      box.value = typed;
      close();
    } else return;
    event.preventDefault();
  });
  list.addEventListener("mousedown", (event) => {
    event.preventDefault();
    box.value = event.target.closest("li").textContent;
    box.form.requestSubmit();
  });
  box.addEventListener("blur", close);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, [contenteditable]")) return;
    event.preventDefault();
    box.closest("details")?.setAttribute("open", "");
    box.focus();
  });
}

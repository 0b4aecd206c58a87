// What does a page do better with a script? Colours by choice, menus that close, files that are dropped, printing.
// Everything also works without it.
(() => {
  "use strict";
  const root = document.documentElement;

  const choose = (theme) => {
    if (theme === "system") root.removeAttribute("data-theme");
    else root.setAttribute("data-theme", theme);
    const safe = location.protocol === "https:" ? ";secure" : "";
    document.cookie = `theme=${theme};path=/;max-age=31536000;samesite=lax${safe}`;
    showChoice();
  };
  const showChoice = () => {
    const now = root.getAttribute("data-theme") || "system";
    for (const button of document.querySelectorAll("[data-theme-choice]")) {
      button.setAttribute("aria-pressed", String(button.dataset.themeChoice === now));
    }
  };
  for (const group of document.querySelectorAll("[data-needs-script]")) group.hidden = false;
  showChoice();

  const closeMenus = (but) => {
    for (const menu of document.querySelectorAll("details.drop[open]")) if (menu !== but) menu.open = false;
  };
  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (!target) return;
    closeMenus(target.closest("details.drop"));
    const theme = target.closest("[data-theme-choice]");
    if (theme) choose(theme.dataset.themeChoice);
    if (target.closest("[data-print]")) window.print();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const open = document.querySelector("details.drop[open]");
    closeMenus(null);
    if (open) open.querySelector("summary").focus();
  });

  const listFiles = (zone, files) => {
    const list = zone.querySelector("[data-files]");
    if (!list) return;
    list.replaceChildren(...Array.from(files, (file) => {
      const item = document.createElement("li");
      item.textContent = file.name;
      return item;
    }));
  };
  for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) {
    document.addEventListener(kind, (event) => {
      const zone = event.target instanceof Element ? event.target.closest(".dropzone") : null;
      if (!zone) return;
      event.preventDefault();
      zone.classList.toggle("over", kind === "dragenter" || kind === "dragover");
      const input = zone.querySelector("input[type=file]");
      if (kind !== "drop" || !input || !event.dataTransfer.files.length) return;
      input.files = event.dataTransfer.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }
  document.addEventListener("change", (event) => {
    const zone = event.target instanceof Element ? event.target.closest(".dropzone") : null;
    if (zone && event.target.type === "file") listFiles(zone, event.target.files);
  });
})();

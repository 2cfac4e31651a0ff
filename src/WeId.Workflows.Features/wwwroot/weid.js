// Closes an open menu on a click beside it, on Escape, and when the focus leaves it.
const closeOthers = (inside) => {
  for (const menu of document.querySelectorAll("details:is(.keuze, .weid-menu)[open]")) {
    if (!menu.contains(inside)) {
      menu.open = false;
    }
  }
};
document.addEventListener("click", (e) => closeOthers(e.target));
document.addEventListener("focusin", (e) => closeOthers(e.target));
document.addEventListener("keydown", (e) => {
  const menu = e.key === "Escape" ? document.activeElement?.closest("details:is(.keuze, .weid-menu)[open]") : null;
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// The dialog of a lost connection; Blazor sets its classes and announces its state.
const dialog = document.getElementById("components-reconnect-modal");
const reload = () => location.reload();
const reconnect = async () => {
  try {
    if (!(await Blazor.reconnect()) && !(await Blazor.resumeCircuit())) {
      reload();
    }
  } catch {
    // Not yet: the button stays.
  }
};
dialog?.addEventListener("components-reconnect-state-changed", (e) => {
  switch (e.detail.state) {
    case "show":
      dialog.showModal();
      break;
    case "hide":
      dialog.close();
      break;
    case "failed":
      document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && reconnect(), { once: true });
      break;
    case "rejected":
      reload();
      break;
  }
});
dialog?.querySelector("[data-opnieuw]")?.addEventListener("click", reconnect);
dialog?.querySelector("[data-hervat]")?.addEventListener("click", () => Blazor.resumeCircuit().then((ok) => ok || reload()).catch(reload));
dialog?.querySelector("[data-herlaad]")?.addEventListener("click", reload);
document.querySelector("#blazor-error-ui [data-herlaad]")?.addEventListener("click", reload);

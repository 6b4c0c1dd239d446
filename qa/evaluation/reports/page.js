"use strict";
const shown = {
  all: () => true,
  failing: (one) => one.dataset.outcome !== "pass",
  changed: (one) => one.dataset.change !== "" && one.dataset.change !== "same",
};
for (const run of document.querySelectorAll("article")) {
  const form = run.querySelector("form");
  const cases = [...run.querySelectorAll("details.case")];
  const filter = () => {
    const fits = shown[form.elements.show.value];
    const words = form.elements.text.value.toLowerCase().split(/\s+/).filter(Boolean);
    let left = 0;
    for (const one of cases) {
      const text = one.textContent.toLowerCase();
      one.hidden = !(fits(one) && words.every((word) => text.includes(word)));
      left += one.hidden ? 0 : 1;
    }
    run.querySelector(".none").hidden = left > 0;
  };
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  filter();
}

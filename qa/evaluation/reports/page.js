"use strict";
const form = document.getElementById("filter");
const cases = [...document.querySelectorAll("details.case")];
const shown = {
  all: () => true,
  failing: (one) => one.dataset.outcome !== "pass",
  changed: (one) => one.dataset.change !== "" && one.dataset.change !== "same",
};
const filter = () => {
  const fits = shown[form.elements.show.value];
  const words = form.elements.text.value.toLowerCase().split(/\s+/).filter(Boolean);
  let left = 0;
  for (const one of cases) {
    const text = one.textContent.toLowerCase();
    one.hidden = !(fits(one) && words.every((word) => text.includes(word)));
    left += one.hidden ? 0 : 1;
  }
  document.getElementById("none").hidden = left > 0;
};
form.addEventListener("input", filter);
form.addEventListener("submit", (event) => event.preventDefault());
form.hidden = false;
filter();

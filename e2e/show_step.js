// A step of a screen of files, filled with words as long as they may be.
([state, trouble, mark]) => {
    const root = document.querySelector("[data-archive]");
    const all = (selector) => [...root.querySelectorAll(selector)];
    const show = (selector) => all(selector).forEach((each) => { each.hidden = false; });
    const says = {
        people: "엄마, 아빠", names: "엄마, 이름이 아주 긴 사람", n: "12", receipts: "1,234", photos: "56",
        size: "12.3MB", done: "34", of: "1,234", year: "2023", day: "2026.11.22", example: "2023.05.31",
        name: state === "made" ? "상한지기-백업-2026-11-22.sanghan" : "카드 이용내역 2023년 모두.xlsx",
        heading: "가맹점 이름이 긴 칸", label: "급여 – 내가 낸 돈", here: "12,000원", file: "9,900원",
    };
    const filled = (words) => words.replace(/\{(\w+)\}/g, (_all, name) => says[name] ?? "");
    all("[data-instead]").forEach((each) => { each.hidden = true; });
    for (const each of all("[data-when]")) each.hidden = !each.dataset.when.split(" ").includes(state);
    for (const each of all("[data-says]")) each.textContent = filled(each.dataset.words);
    show("[data-photos-tick], [data-some], [data-choice], [data-choice-error], [data-same-names]");
    show("[data-uncertain], [data-new-people], [data-refused], [data-no-room], [data-list], [data-left]");
    show('[data-says="pictures"], [data-says="progress"]');
    const list = root.querySelector("[data-people]");
    if (list) list.innerHTML = `<li><strong>엄마</strong>${filled(list.dataset.year)}</li>`;
    const lines = root.querySelector("template[data-difference]")?.dataset.words ?? "{label}";
    const told = {
        "[data-about]": "2023.05.02 · 한마음한방병원과 같이 이름이 아주 긴 병원 · 엄마",
        "[data-won-of]": "1,234,567원",
        "[data-problem]": "급여 – 내가 낸 돈: 금액으로 읽지 못했어요.",
    };
    for (const each of all("[data-list], [data-refused]")) {
        each.open = true;
        const of = each.dataset.list === "wrong" ? "[data-wrong-row], [data-row]" : "[data-row-tick], [data-row]";
        const row = root.querySelector(`template:is(${of})`).content.firstElementChild.cloneNode(true);
        for (const [place, words] of Object.entries(told)) {
            row.querySelectorAll(place).forEach((found) => { found.textContent = words; });
        }
        const [title, inner] = [row.querySelector("[data-title]"), row.querySelector("[data-lines]")];
        if (title && inner) {
            title.textContent = told["[data-about]"];
            inner.innerHTML = `<li>${filled(lines)}</li>`;
        }
        each.querySelector("ul").replaceChildren(row);
    }
    const box = root.querySelector("[data-trouble]");
    if (trouble && box) {
        box.querySelector("p").textContent = root.querySelector("[data-troubles]").dataset[trouble];
        box.hidden = false;
    }
    const field = mark && root.querySelector(`[data-field="${mark}"]`);
    if (field) {
        field.classList.add("wrong");
        field.querySelector(".error").hidden = false;
        field.querySelector(".error span").textContent = root.querySelector("[data-troubles]").dataset.passphrase;
        field.querySelector("input").setAttribute("aria-invalid", "true");
    }
}

"""A phone that keeps the app: its service worker has its files and the household's replica."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any

from playwright.sync_api import CDPSession, Page, expect

from e2e.phone import Phone


class Installed(Phone):
    """Answers offline screens itself, once `starts` has returned."""

    def __init__(self, page: Page, address: str) -> None:
        super().__init__(page, address)
        self.context = page.context

    def starts(self, path: str = "/") -> None:
        """A first visit with a good network, to its end."""
        self.opens(path)
        self.until_ready()

    def until_ready(self) -> None:
        """The worker is in charge and has pulled the household."""
        self.page.evaluate(UNTIL_IN_CHARGE)
        self.until("meta", "pulled")

    def until(self, store: str, key: str) -> None:
        """The replica has something under that key."""
        self.page.evaluate(UNTIL_KEPT, [store, key])

    def until_sent(self) -> None:
        """Nothing waits any more: all of it was answered."""
        self.page.evaluate(UNTIL_EMPTY, "outbox")

    def waiting(self) -> list[dict[str, Any]]:
        """The operations that wait, in their order."""
        return [each["op"] for each in self.kept("outbox")]

    def kept(self, store: str) -> list[dict[str, Any]]:
        """All that the replica has of one kind."""
        rows: list[dict[str, Any]] = self.page.evaluate(KEPT, store)
        return rows

    def loses_network(self) -> None:
        """Airplane mode. The worker must be running: the browser waits until it knows, too."""
        self.context.set_offline(True)

    def finds_network(self) -> None:
        self.wakes_worker()
        self.context.set_offline(False)

    def wakes_worker(self) -> None:
        self.page.evaluate(UNTIL_ANSWERED)

    def stops_worker(self) -> None:
        """The system kills the worker, as it does with all that is not needed just now."""
        with workers_of(self.page) as (session, seen):
            session.send("ServiceWorker.stopAllWorkers")
            self.waits_for(lambda: any(each["runningStatus"] == "stopped" for each in seen))

    def exchanges(self) -> None:
        """Meets the server once more, to the end, as a phone does that is taken up again."""
        self.page.evaluate(UNTIL_EXCHANGED)

    def asks_again(self) -> None:
        """The phone thinks that it has a network again."""
        self.page.evaluate("dispatchEvent(new Event('online'))")

    def waits_for(self, come: Callable[[], Any]) -> None:
        """Something that happens outside the phone."""
        end = monotonic() + 60
        while not come():
            assert monotonic() < end
            self.page.evaluate("0")

    def says(self, words: str) -> None:
        """Asserts what the status line says."""
        expect(self.page.locator(".status")).to_have_text(words)

    def looks_right(self) -> None:
        """Not a blank page: its words, its styles and its script are there, once it has loaded."""
        self.page.wait_for_load_state()
        expect(self.main()).not_to_be_empty()
        assert self.page.evaluate(STYLED)
        assert self.page.evaluate(ALL_LOADED)

    def unreachable(self) -> None:
        """Asserts that the page says that the server cannot be reached."""
        expect(self.page.get_by_role("heading", level=1)).to_have_text("지금은 연결이 안 돼요")
        expect(self.main()).to_contain_text("휴대전화에 적어 둔 것은 모두 그대로예요.")

    def opens_tab(self, path: str) -> Installed:
        """A second tab of the same phone."""
        tab = Installed(self.context.new_page(), self.address)
        tab.opens(path)
        return tab

    def looks_for_update(self) -> None:
        """The browser asks for a new version, and it is installed or could not be."""
        self.page.evaluate(UNTIL_INSTALLED)

    def reopens(self) -> Installed:
        """Every tab is closed; the app is opened again later."""
        later = self.context.new_page()  # about:blank belongs to no app
        with workers_of(later) as (_, seen):
            for page in self.context.pages:
                if page != later:
                    page.close()
            again = Installed(later, self.address)
            again.waits_for(lambda: seen and not is_one_waiting(seen))
        return again

    def brings_in(self, other: Installed) -> None:
        """기기 잇기, by hand: `other` comes into this phone's household."""
        self.opens("/devices")
        self.taps("다른 휴대전화 잇기")
        code = self.page.locator(".pairing-code").inner_text()
        other.opens("/join")
        other.page.get_by_label("번호").fill(code)
        other.taps("잇기")
        other.page.locator(".pairing-sign").wait_for()
        self.taps("새 휴대전화에 적었어요", role="link")
        self.taps("같아요, 이어 줄게요")
        self.page.get_by_role("heading", name="이었어요").wait_for()
        other.taps("기록 보기")
        other.page.wait_for_url(f"{self.address}/")
        other.until("meta", "household")


@contextmanager
def workers_of(page: Page) -> Iterator[tuple[CDPSession, list[dict[str, Any]]]]:
    """What the browser tells of its workers, in the order in which it does."""
    session = page.context.new_cdp_session(page)
    seen: list[dict[str, Any]] = []
    session.on("ServiceWorker.workerVersionUpdated", lambda told: seen.extend(told["versions"]))
    session.send("ServiceWorker.enable")
    yield session, seen
    session.detach()


def is_one_waiting(seen: list[dict[str, Any]]) -> bool:
    latest = {each["versionId"]: each["status"] for each in seen}
    return "installed" in latest.values()


# Opening a database that is not there would make an empty one.
LOOK = """
const open = async () => {
    if (!(await indexedDB.databases()).some(({name}) => name === "sanghanjigi")) return null;
    const asked = indexedDB.open("sanghanjigi");
    return new Promise((yes, no) => {
        asked.onsuccess = () => yes(asked.result);
        asked.onerror = no;
    });
};
const look = async (store, read) => {
    const db = await open();
    if (!db) return undefined;
    const asked = read(db.transaction(store).objectStore(store));
    const found = await new Promise((yes, no) => {
        asked.onsuccess = () => yes(asked.result);
        asked.onerror = no;
    });
    db.close();
    return found;
};
const until = async (what, isRight) => {
    const end = Date.now() + 60_000;
    while (!isRight(await what())) {
        if (Date.now() > end) throw new Error("it did not come to that");
        await new Promise((later) => setTimeout(later, 20));
    }
};
"""
STYLED = "getComputedStyle(document.querySelector('.tabs')).position === 'fixed'"
ALL_LOADED = """performance.getEntriesByType("resource").every(
    ({ responseStatus }) => responseStatus < 400
)"""
UNTIL_IN_CHARGE = """() => new Promise((yes) => {
    if (navigator.serviceWorker.controller) yes();
    navigator.serviceWorker.addEventListener("controllerchange", () => yes(), { once: true });
})"""
UNTIL_ANSWERED = """() => new Promise((yes) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => { port1.close(); yes(); };
    navigator.serviceWorker.controller.postMessage({ ask: "status" }, [port2]);
})"""
UNTIL_INSTALLED = """async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update().catch(() => {});
    const fresh = registration.installing;
    while (fresh && fresh.state === "installing") {
        await new Promise((yes) => fresh.addEventListener("statechange", yes, { once: true }));
    }
}"""
KEPT = "async (store) => {" + LOOK + "return (await look(store, (rows) => rows.getAll())) ?? [] }"
UNTIL_KEPT = (
    "async ([store, key]) => {"
    + LOOK
    + "await until(() => look(store, (rows) => rows.get(key)), (value) => !!value) }"
)
UNTIL_EXCHANGED = (
    "async () => {"
    + LOOK
    + """
    const read = () => look("meta", (rows) => rows.get("synced_at"));
    const before = await read();
    navigator.serviceWorker.controller.postMessage({ do: "sync" });
    await until(read, (after) => after !== before);
}"""
)
UNTIL_EMPTY = (
    "async (store) => {"
    + LOOK
    + "await until(() => look(store, (rows) => rows.count()), (count) => count === 0) }"
)

/** Twin of webapp/shell/settings_presenters.py. */
import { _ } from "../say.js";

export function presentSettings() {
  return { title: _("설정"), tab: "settings" };
}

export function presentInstall() {
  return { title: _("홈 화면에 두기"), tab: "settings" };
}

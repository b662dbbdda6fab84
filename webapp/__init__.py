"""상한지기: receipts of a year against the ceiling of 본인부담상한제. Unofficial."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix


def create_app(**settings: Any) -> Flask:
    """The app. `settings` replace fields of `Config`; the rest comes from the environment."""
    from webapp import cli, errors, extensions, security, static_files, templating
    from webapp.config import ROOT, Config
    from webapp.export import views as export
    from webapp.household import device_views, join_views, leaving, visits
    from webapp.household import views as household
    from webapp.receipts import (
        day_views,
        form_views,
        indemnity_views,
        scan_views,
        split_views,
    )
    from webapp.receipts import views as receipts
    from webapp.refunds import (
        account_views,
        difference_views,
        paper_views,
        practice_views,
        real_views,
        standing_views,
        statement_views,
    )
    from webapp.refunds import views as refunds
    from webapp.reminders import feed_views
    from webapp.reminders import views as reminders
    from webapp.shell import (
        design_views,
        examples,
        help_views,
        manifest,
        outbox_views,
        preview_views,
        service_worker,
        settings_views,
        start_views,
        views,
    )
    from webapp.shell.page_cache import PageCache
    from webapp.simple_auth import gate
    from webapp.simple_auth import views as simple_auth
    from webapp.sync import views as sync

    config = replace(Config.from_environment(), **settings)
    inside = ROOT / "webapp" / "templates"
    home = inside.parent if inside.is_dir() else ROOT
    app = Flask(
        __name__, template_folder=str(home / "templates"), static_folder=str(home / "static")
    )
    app.extensions["config"] = config
    if config.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=config.proxies, x_proto=0)  # type: ignore[method-assign]
    app.config.update(
        TESTING=config.testing,
        TRUSTED_HOSTS=list(config.trusted_hosts) or None,
        SQLALCHEMY_DATABASE_URI=config.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=extensions.engine_options(config.database_url),
        BRACKETS_FILE=config.brackets_file,
        BABEL_DEFAULT_LOCALE="ko",
        BABEL_DEFAULT_TIMEZONE="Asia/Seoul",
    )
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    PageCache().register(app)
    for part in (extensions, security, static_files, templating, errors, visits, gate, cli):
        part.register(app)
    for part in (household, device_views, join_views, leaving):
        app.register_blueprint(part.bp)
    for part in (receipts, form_views, day_views, indemnity_views, scan_views, split_views):
        app.register_blueprint(part.bp)
    app.register_blueprint(simple_auth.bp)
    for part in (statement_views, refunds, account_views, standing_views, practice_views):
        app.register_blueprint(part.bp)
    for part in (paper_views, difference_views, real_views):
        app.register_blueprint(part.bp)
    for part in (reminders, feed_views, export):
        app.register_blueprint(part.bp)
    for part in (views, examples, settings_views, start_views, help_views, outbox_views):
        app.register_blueprint(part.bp)
    for part in (manifest, service_worker, preview_views):
        app.register_blueprint(part.bp)
    if app.debug or config.design:
        app.register_blueprint(design_views.bp)
    app.register_blueprint(
        sync.make_blueprint(visits.current_visit, visits.visit_or_new, visits.why_nothing_is_here)
    )
    return app

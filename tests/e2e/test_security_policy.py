"""The stock admin keeps to the strict policy: the `page` fixture fails on what the browser refuses."""

from collections.abc import Callable

from django.contrib import admin
from django.urls import reverse
from playwright.sync_api import Page, expect

from partners.models import User
from tests.builders import make_measure, make_step, make_user


def test_admin_pages_break_no_rule(page: Page, log_in: Callable[[Page, User], None]) -> None:
    measure = make_measure()
    make_step(measure)
    log_in(page, make_user(is_staff=True, is_superuser=True))
    lists = [
        reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        for model in admin.site._registry
    ]
    change = reverse("admin:measures_measure_change", args=[measure.pk])
    history = reverse("admin:measures_measure_history", args=[measure.pk])
    addition = reverse("admin:measures_measure_add")
    for address in [reverse("admin:index"), *lists, change, history, addition]:
        response = page.goto(address)
        assert response is not None
        assert response.status == 200, address
        expect(page.locator("#content")).to_be_visible()

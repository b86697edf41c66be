"""People in the admin: superusers add them and say what they may do."""

# Imported so that what they register is there to be taken away: TOTP secrets, addresses and groups that
# mean nothing here, and the arguments of tasks, in which a sign-in code stands while it is good.
import allauth.account.admin
import allauth.mfa.admin  # noqa: F401
import django.contrib.auth.admin  # noqa: F401
import django_tasks_db.admin  # noqa: F401
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import admin
from django.contrib.auth.models import Group
from django.http import HttpRequest
from django_tasks_db.models import DBTaskResult

from thirty3.accounts.closed_admin import ClosedAdmin
from thirty3.accounts.erasing_admin import ErasureAdmin
from thirty3.accounts.models import Erasure, User
from thirty3.accounts.services import save_person

admin.site.unregister([EmailAddress, Authenticator, Group, DBTaskResult])
admin.site.register(Erasure, ErasureAdmin)


class PersonForm(forms.ModelForm[User]):
    """A person as superusers add them: an address, and what it may do."""

    class Meta:
        model = User
        fields = ("email", "is_active", "is_staff", "is_superuser")
        help_texts = {
            "is_active": "Untick to close the account: the person is signed out and cannot sign in again.",
            "is_staff": "Keeps all of this staff site but accounts, after setting up an authenticator app.",
            "is_superuser": "Also opens and closes accounts, and erases what is held of a person.",
        }

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()


@admin.register(User)
class PersonAdmin(ClosedAdmin):
    """Accounts. There are no passwords, and nobody is deleted here."""

    form = PersonForm
    list_display = ("email", "is_active", "is_staff", "is_superuser", "last_login", "is_demonstration")
    list_filter = ("is_active", "is_staff", "is_demonstration")
    search_fields = ("email",)
    ordering = ("email", "pk")
    readonly_fields = ("last_login", "joined_at")
    show_facets = admin.ShowFacets.NEVER

    def save_model(self, request: HttpRequest, obj: User, form: forms.ModelForm[User], change: bool) -> None:
        actor = request.user if isinstance(request.user, User) else None
        save_person(person=obj, actor=actor, why="Changed in the staff site")

    def has_view_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return request.user.is_active and request.user.is_superuser

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return self.has_view_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return False

"""What staff may do in the staff site: everything but what decides about people."""

from typing import Any, Final

from django.contrib.auth.backends import BaseBackend

# Accounts, and erasing what is held of somebody, are for superusers.
FOR_SUPERUSERS: Final = "accounts"


class StaffRights(BaseBackend):
    """Every member of staff keeps everything here; nobody has to hand out rights one by one."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        return self.has_module_perms(user_obj, perm.partition(".")[0])

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        """Whether somebody sees an app in the staff site."""
        return bool(user_obj.is_active and user_obj.is_staff) and app_label != FOR_SUPERUSERS

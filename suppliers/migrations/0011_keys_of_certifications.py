"""A certificate has a key, by which its supplier's profile names it."""

from typing import Any

from django.db import migrations, models

import thirty3.keys


def give_keys(apps: Any, schema_editor: Any) -> None:
    Certification = apps.get_model("suppliers", "Certification")
    for one in Certification.objects.order_by("pk").iterator():
        Certification.objects.filter(pk=one.pk).update(key=thirty3.keys.new_key())


class Migration(migrations.Migration):
    dependencies = [
        ("suppliers", "0010_profiles"),
    ]

    operations = [
        migrations.AddField(
            "certification",
            "key",
            models.CharField(default="", editable=False, max_length=10),
        ),
        migrations.RunPython(give_keys, migrations.RunPython.noop, elidable=True),
        migrations.AlterField(
            "certification",
            "key",
            models.CharField(default=thirty3.keys.new_key, editable=False, max_length=10, unique=True),
        ),
    ]

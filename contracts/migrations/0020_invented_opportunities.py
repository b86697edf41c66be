"""Opportunities that are invented say so."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("contracts", "0019_opportunities"),
    ]

    operations = [
        migrations.AddField(
            model_name="opportunity",
            name="demonstration",
            field=models.BooleanField(default=False, editable=False),
        ),
    ]

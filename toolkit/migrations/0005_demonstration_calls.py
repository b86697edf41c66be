"""Whether a call is invented, as part of a demonstration."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("toolkit", "0004_project_files")]

    operations = [
        migrations.AddField(
            model_name="call",
            name="demonstration",
            field=models.BooleanField(default=False, editable=False),
        ),
    ]

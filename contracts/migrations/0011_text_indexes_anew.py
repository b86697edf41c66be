from django.db import migrations

from thirty3.search.operations import CreateAnew


class Migration(migrations.Migration):
    """Words as written came to be kept beside the vectors on PostgreSQL."""

    dependencies = [
        ("contracts", "0010_practice_notes"),
    ]

    operations = [CreateAnew("contract"), CreateAnew("system")]
